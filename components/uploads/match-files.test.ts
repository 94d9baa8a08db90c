import { expect, test } from "vitest";
import { giveFiles } from "./match-files";

const chosen = (name: string, size: number) => ({ file: new File([new Uint8Array(size)], name), handle: null });

test("each file goes to the upload of its name and size that takes it, and the others are counted", async () => {
  const uploads = [
    { id: "first", fileName: "disk.img", sizeBytes: 3 },
    { id: "second", fileName: "disk.img", sizeBytes: 3 },
    { id: "third", fileName: "other.img", sizeBytes: 5 },
  ];
  const given: string[] = [];
  const files = [chosen("disk.img", 3), chosen("disk.img", 4), chosen("other.img", 5), chosen("disk.img", 3)];
  const left = await giveFiles(uploads, files, ({ id }, { file }) => {
    // The bytes of the first choice are those of the second upload.
    const takes = id !== "first" || file === files[3]?.file;
    if (takes) given.push(`${id} ${files.findIndex((other) => other.file === file)}`);
    return Promise.resolve(takes);
  });
  expect(given).toEqual(["second 0", "third 2", "first 3"]);
  expect(left).toBe(1);
});
