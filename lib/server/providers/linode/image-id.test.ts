import fc from "fast-check";
import { expect, test } from "vitest";
import { providerImageSchema } from "@/lib/contract/image";
import { privateNumber, toImageId, toNativeId } from "./image-id";
import { wireImageSchema } from "./wire";

test.each([
  ["private/15", "private~15"],
  ["linode/ubuntu24.04", "linode~ubuntu24.04"],
  ["shared/3", "shared~3"],
])("%s is %s in our URLs", (native, id) => {
  expect(toImageId(native)).toBe(id);
  expect(toNativeId(id)).toBe(native);
  expect(encodeURI(id)).toBe(id);
});

test("every id that is read is safe in a URL and finds its way back", () => {
  const word = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,30}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), (words) => {
      const native = words.join("/");
      expect(wireImageSchema.shape.id.parse(native)).toBe(native);
      const id = providerImageSchema.shape.id.parse(toImageId(native));
      expect(toNativeId(id)).toBe(native);
    }),
  );
});

test.each(["private~..", "private~~15", "~15", "private~", "private~1/5", ""])("%j is no image", (id) => {
  expect(() => toNativeId(id)).toThrow(expect.objectContaining({ code: "not_found" }));
});

test("only images of the account are known by a number", () => {
  expect(["private/15", "shared/15", "linode/debian12"].map(privateNumber)).toEqual(["15", null, null]);
});
