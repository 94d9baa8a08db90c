import { expect, test } from "vitest";
import { MAX_IMAGE_BYTES } from "@/lib/contract/limits";
import { fileProblem, fileSizeProblem, imageNameProblem, imageNameProblems } from "./checks";

test.each([1, 5 * 1024 * 1024, MAX_IMAGE_BYTES])("a file of %d bytes may be uploaded", (size) => {
  expect(fileSizeProblem(size)).toBeNull();
});

test("an empty file is refused", () => {
  expect(fileSizeProblem(0)).toMatch(/empty/);
});

test("a file of more than 128 GiB is refused and told the limit", () => {
  expect(fileSizeProblem(MAX_IMAGE_BYTES + 1)).toMatch(/128 GiB/);
});

test("a bad name is refused with the rule that it breaks", () => {
  expect(imageNameProblem("disk.img")).toBeNull();
  expect(imageNameProblem("")).toBe("Give the image a name.");
  expect(imageNameProblem("a b")).toMatch(/letters, digits/);
  expect(imageNameProblem("a".repeat(256))).toMatch(/255/);
});

test("names are checked against images that exist and against each other", () => {
  expect(imageNameProblems(["free", "twice", "taken", "twice", "bad name"], new Set(["taken"]))).toEqual([
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
