import { expect, test } from "vitest";
import { cancelWords } from "./cancel-words";

const MIB = 1024 * 1024;
const beginsAnew = false;

test("says how much is thrown away, and what keeps it", () => {
  const upload = { imageId: "image_1", beginsAnew, sentBytes: 32 * MIB };
  const loss = "The 32 MiB sent so far are thrown away and the image is deleted.";
  expect(cancelWords({ ...upload, status: "uploading" })).toBe(`${loss} Pausing keeps them.`);
  expect(cancelWords({ ...upload, status: "paused" })).toBe(`${loss} Leaving the upload paused keeps them.`);
});

test("does not speak of 0 bytes", () => {
  const words = cancelWords({ status: "uploading", imageId: "image_1", beginsAnew, sentBytes: 0 });
  expect(words).toBe("Nothing was sent so far, and the image is deleted. Pausing keeps the image.");
});

test("promises nothing of an upload that has no image yet", () => {
  const upload = { imageId: null, beginsAnew, sentBytes: 0 };
  expect(cancelWords({ ...upload, status: "queued" })).toContain("Nothing was sent");
  expect(cancelWords({ ...upload, status: "paused" })).toContain("Nothing was sent");
});

test("says that a whole file is thrown away", () => {
  expect(cancelWords({ status: "verifying", imageId: "image_1", beginsAnew, sentBytes: 32 * MIB })).toContain(
    "Every byte was sent",
  );
});

test("warns that the image of a failed upload may hold what others sent", () => {
  const words = cancelWords({ status: "failed", imageId: "image_1", beginsAnew, sentBytes: 32 * MIB });
  expect(words).toContain("elsewhere");
  expect(words).toContain("Dismissing the upload keeps the image");
});

test("does not say that a pause keeps what was sent where it does not", () => {
  const upload = { imageId: "image_1", beginsAnew: true, sentBytes: 32 * MIB };
  const words = cancelWords({ ...upload, status: "uploading" });
  expect(words).toContain("thrown away, as they are by a pause");
  expect(words).toContain("Pausing keeps the image.");
});
