import { expect, test } from "vitest";
import { ApiError } from "@/lib/contract/errors";
import { FaultError } from "@/lib/upload/machine/fault";
import { rig, TARGET } from "./engine-fixture";
import { removeImage, removePatiently } from "./remove-image";

function refusing(refusal: ApiError) {
  return { ...rig().server.api, remove: () => Promise.reject(refusal) };
}

test("an image that is gone is deleted", async () => {
  const gone = refusing(new ApiError("not_found", "No such image."));
  await expect(removeImage(gone, TARGET, "image_1")).resolves.toBeUndefined();
  await expect(removePatiently(gone, TARGET, "image_1")).resolves.toBeUndefined();
});

test.each([
  [undefined, 3_000],
  [20, 20_000],
])("a provider that is at work is asked again, after %s seconds if it says so", async (retryAfterSeconds, wait) => {
  const busy = refusing(new ApiError("conflict", "The disk is being finalized.", { retryAfterSeconds }));
  const fault = { kind: "busy", cause: "The disk is being finalized.", retryAfterMilliseconds: wait };
  await expect(removePatiently(busy, TARGET, "image_1")).rejects.toEqual(
    expect.objectContaining({ name: "FaultError", fault }),
  );
});

test("any other refusal is final", async () => {
  const forbidden = new ApiError("forbidden", "You may only look.");
  await expect(removePatiently(refusing(forbidden), TARGET, "image_1")).rejects.toBe(forbidden);
  expect(forbidden).not.toBeInstanceOf(FaultError);
});
