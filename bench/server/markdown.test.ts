import { expect, test } from "vitest";
import { figure, markdownTable } from "./markdown";

test("a table is Markdown", () => {
  expect(markdownTable(["what", "ms"], [["list", 1.5]])).toBe("| what | ms |\n| --- | --- |\n| list | 1.5 |");
});

test.each([
  [0.1234, "0.12"],
  [12.34, "12.3"],
  [1234.5, "1,235"],
  [null, "–"],
  [Number.NaN, "–"],
])("%s is told as %s", (value, told) => {
  expect(figure(value)).toBe(told);
});
