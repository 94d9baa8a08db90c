import fc from "fast-check";
import { expect, test } from "vitest";
import { visibleText } from "./visible-text";

test.each([
  "ubuntu-24.04.img",
  "Müller",
  "مرحبا",
  "שלום",
  "日本語",
  "می‌خواهم",
  "क्‍ष",
  "👩‍👩‍👧",
  "❤️",
  "a\u0301",
  "two words",
  "",
])("%j stays as it is", (text) => {
  expect(visibleText(text)).toBe(text);
});

test.each([
  ["a\u0000b", "a␀b"],
  ["a\nb\tc", "a␊b␉c"],
  ["\u001b[31mred", "␛[31mred"],
  ["\u009b31m", "\ufffd31m"],
  ["\u007f", "␡"],
  ["a\u2028b", "a␤b"],
  ["\u202egnp.exe", "\ufffdgnp.exe"],
  ["\u2066a\u2069", "\ufffda\ufffd"],
  ["pay\u200bpal", "pay\ufffdpal"],
  ["a\u200db", "a\ufffdb"],
  ["\ud800", "\ufffd"],
  ["\u0301a", "◌\u0301a"],
  ["  ", "␣␣"],
])("%j is shown as %j", (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test("lines may be kept", () => {
  expect(visibleText("a\n\tb\rc\u0000", "keep")).toBe("a\n\tb␍c␀");
});

test("whatever it was, nothing invisible is left, and showing it again changes nothing", () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
  fc.assert(
    fc.property(units, (text) => {
      const shown = visibleText(text);
      expect(shown).not.toMatch(/[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u);
      expect(visibleText(shown)).toBe(shown);
    }),
  );
});
