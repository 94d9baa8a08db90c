import { expect, test } from "vitest";
import { imageFixture } from "@/lib/contract/image-fixture";
import { shown } from "./shown";

test("every text of an image is made visible, and nothing else changes", () => {
  const image = imageFixture({ name: "a\u202eb\n", failureReason: "one\ntwo\u0000" });
  expect(shown(image)).toEqual({ ...image, name: "a\ufffdb␊", failureReason: "one\ntwo␀" });
  const plain = imageFixture({ name: "ubuntu مرحبا" });
  expect(shown(plain)).toEqual(plain);
});

test("what a form sends back stays as it is", () => {
  const fields = [
    { label: "a\u0000", value: "a\u0000", keepOneOf: ["\u0000"], options: [{ label: "\u0000", value: "\u0000" }] },
  ];
  expect(shown({ fields }, true)).toEqual({
    fields: [{ label: "a␀", value: "a\u0000", keepOneOf: ["\u0000"], options: [{ label: "␀", value: "\u0000" }] }],
  });
});

test("what is told is left as it was", () => {
  const told = { name: "a\u0000", details: { tags: ["b\u0000"] }, facts: [{ label: "c\u0000" }] };
  const before = structuredClone(told);
  expect(shown(told)).toEqual({ name: "a␀", details: { tags: ["b␀"] }, facts: [{ label: "c␀" }] });
  expect(told).toEqual(before);
});
