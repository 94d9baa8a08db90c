import { expect, test } from "vitest";
import type { UploadFailure } from "@/lib/upload/upload-view";
import { failureAdvice } from "./failure-advice";

function failed(code: UploadFailure["code"], imageId: string | null) {
  return failureAdvice({ failure: { code, message: "It failed.", requestId: null }, imageId, elsewhere: false });
}

test("a name that is taken wants another name", () => {
  expect(failed("conflict", null)).toBe("Give it another name, and the upload begins.");
});

test("an image that takes no parts any more may be complete, and canceling would delete it", () => {
  expect(failed("conflict", "image_1")).toContain("canceling deletes the image");
});

test("a file that changed or went away is not mended by a retry alone", () => {
  expect(failed("file_changed", "image_1")).toContain("start a new one");
  expect(failed("file_unreadable", "image_1")).toContain("Retry once the file is back as it was");
});

test("a failure that says itself what to do gets no advice", () => {
  expect(failed("image_failed", "image_1")).toBeNull();
  expect(failureAdvice({ failure: null, imageId: null, elsewhere: false })).toBeNull();
});
