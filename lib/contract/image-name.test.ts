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
  { fileName: "My Image (final).raw", name: "My-Image-final.raw" },
  { fileName: "été.iso", name: "ete.iso" },
  { fileName: "../../etc/passwd", name: "passwd" },
  { fileName: ".hidden", name: "hidden" },
  { fileName: "-.-.img", name: "image.img" },
  { fileName: "日本語.img", name: "image.img" },
  { fileName: "…émoji🚀.img", name: "emoji.img" },
  { fileName: "<script>alert(1)</script>.img", name: "script.img" },
  { fileName: "<script>.img", name: "script.img" },
  { fileName: "disk (copy) .v2 .tar.gz", name: "disk-copy.v2.tar.gz" },
  { fileName: "disk.img (1)", name: "disk.img-1" },
  { fileName: `${"a".repeat(300)}.img`, name: `${"a".repeat(251)}.img` },
  { fileName: "映像", name: "image" },
])("$fileName proposes $name", ({ fileName, name }) => {
  expect(proposeImageName(fileName)).toBe(name);
});

test.each([
  { fileName: "disk.img", taken: ["disk.img"], name: "disk-2.img" },
  { fileName: "disk.img", taken: ["disk.img", "disk-2.img"], name: "disk-3.img" },
  { fileName: "debian-12.5", taken: ["debian-12.5"], name: "debian-12.5-2" },
  { fileName: "a".repeat(255), taken: ["a".repeat(255)], name: `${"a".repeat(253)}-2` },
])("with $taken taken, $fileName proposes $name", ({ fileName, taken, name }) => {
  expect(proposeImageName(fileName, new Set(taken))).toBe(name);
});

test("whatever the file is called, the proposed name is valid", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (fileName) => {
      expect(imageNameSchema.safeParse(proposeImageName(fileName)).success).toBe(true);
    }),
  );
});
