import fc from "fast-check";
import { expect, test } from "vitest";
import { imageNameSchema, proposeImageName } from "./image-name";

test.each(["a", "9", "ubuntu-24.04_server.img", "a".repeat(255)])("%s is a name", (name) => {
  expect(imageNameSchema.safeParse(name).success).toBe(true);
});

test.each(["", "-a", ".a", "_a", "a b", "a\n", "a/b", "é", "a".repeat(256), "<script>", "a\u202Eb"])(
  "%j is not a name",
  (name) => {
    expect(imageNameSchema.safeParse(name).success).toBe(false);
  },
);

test.each([
  { fileName: "ubuntu-24.04.img", name: "ubuntu-24.04.img" },
  { fileName: "My Image (final).raw", name: "My-Image-final-.raw" },
  { fileName: "été.iso", name: "ete.iso" },
  { fileName: "../../etc/passwd", name: "passwd" },
  { fileName: "-.-.hidden", name: "hidden" },
  { fileName: "映像", name: "image" },
])("$fileName proposes $name", ({ fileName, name }) => {
  expect(proposeImageName(fileName)).toBe(name);
});

test("whatever the file is called, the proposed name is valid", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (fileName) => {
      expect(imageNameSchema.safeParse(proposeImageName(fileName)).success).toBe(true);
    }),
  );
});
