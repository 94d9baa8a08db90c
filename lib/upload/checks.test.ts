import { expect, test } from "vitest";
import { IMAGES_API_NAMING } from "@/lib/contract/image-name";
import { MAX_IMAGE_BYTES } from "@/lib/contract/limits";
import { fileProblem, fileRulesProblem, imageNameProblems, limitText } from "./checks";

const anything = { maxBytes: MAX_IMAGE_BYTES, accepts: "anything" } as const;

test.each([1, 5 * 1024 * 1024, MAX_IMAGE_BYTES])("a file of %d bytes may be uploaded", (size) => {
  expect(fileRulesProblem({ name: "disk.img", size }, null, anything)).toBeNull();
});

test("a larger file than the connection takes is refused and told the limit", () => {
  const tooLarge = { name: "disk.img", size: MAX_IMAGE_BYTES + 1 };
  expect(fileRulesProblem(tooLarge, null, anything)).toMatch(/128 GiB/);
  expect(fileRulesProblem(tooLarge, null, { maxBytes: 5_000_000_000, accepts: "gzip" })).toMatch(/ 5 GB/);
  expect(limitText(5_000)).toBe("5,000 bytes");
});

test("names are checked against images that exist and against each other", () => {
  expect(
    imageNameProblems(["free", "twice", "taken", "twice", "bad name"], new Set(["taken"]), IMAGES_API_NAMING),
  ).toEqual([
    null,
    "Two files cannot have the same name.",
    "There is already an image with this name.",
    "Two files cannot have the same name.",
    expect.stringMatching(/letters, digits/),
  ]);
});

test("a file that can be read and has bytes has no problem", async () => {
  expect(await fileProblem(new Blob(["x"]))).toBeNull();
  expect(await fileProblem(new Blob([]))).toMatch(/empty/);
});

test("what cannot be read, as a dropped folder, is refused", async () => {
  const folder = new Blob(["x"]);
  // What a browser does with a folder: it looks like a file until it is read.
  folder.slice = () => {
    const slice = new Blob();
    slice.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotFoundError"));
    return slice;
  };
  expect(await fileProblem(folder)).toMatch(/folder/);
});
