import { expect, test } from "vitest";
import { printable, printableJson, table, time } from "./table";

const HOSTILE = "a\u001b[2Jb\u0007\n\u202ec\u0085\u200b\u2028d\ud800e😀é";

test("what a terminal would act on is spelled out, the rest stays", () => {
  expect(printable(HOSTILE)).toBe("a\\u{1b}[2Jb\\u{7}\\u{a}\\u{202e}c\\u{85}\\u{200b}\\u{2028}d\\u{d800}e😀é");
  expect(table([["NAME"], [HOSTILE]])).not.toMatch(/[\p{Cf}\p{Cs}]|[^\P{Cc}\n]/u);
});

test("JSON holds none of it either, and parses to the same", () => {
  const line = printableJson({ name: HOSTILE });
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}]/u);
  expect(JSON.parse(line)).toEqual({ name: HOSTILE });
});

test("columns are as wide as their widest cell", () => {
  expect(
    table([
      ["ID", "NAME", "END"],
      ["long-id", null, "x"],
    ]),
  ).toBe("ID       NAME  END\nlong-id  -     x");
  expect(table([["ID"], ...Array.from({ length: 200_000 }, () => ["x"])])).toHaveLength(400_002);
});

test("times are to the second", () => {
  expect(time(1_700_000_000_123)).toBe("2023-11-14T22:13:20Z");
  expect(time(null)).toBeNull();
});
