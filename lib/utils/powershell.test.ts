import fc from "fast-check";
import { expect, test } from "vitest";
import { quoteForPowerShell, windowsFileName } from "./powershell";

/** What PowerShell reads from the beginning of `code`: a single-quoted text and what follows it. */
function readQuoted(code: string): { text: string; rest: string } {
  const match = /^['‘’‚‛]((?:[^'‘’‚‛]|['‘’‚‛]{2})*)['‘’‚‛](?!['‘’‚‛])/s.exec(code);
  if (match === null) throw new Error(`Not one single-quoted text: ${code}`);
  return { text: (match[1] ?? "").replaceAll(/(['‘’‚‛])['‘’‚‛]/g, "$1"), rest: code.slice(match[0].length) };
}

const anyText = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom("'", "‘", "’", "‚", "‛", '"', "$", "`", "(", ")", ";", "a", " ", "\n") }),
);

test("PowerShell gets back every text as it was, and nothing of it is code", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(readQuoted(`${quoteForPowerShell(text)}; next`)).toEqual({ text, rest: "; next" });
    }),
  );
});

test.each([
  ["it's", "'it''s'"],
  ["$(Remove-Item x)", "'$(Remove-Item x)'"],
  ["’; Remove-Item x; ‘", "'’’; Remove-Item x; ‘‘'"],
])("%s is quoted as %s", (text, quoted) => {
  expect(quoteForPowerShell(text)).toBe(quoted);
});

test.each([
  ["debian-12.img", "debian-12.img"],
  ["..\\..\\a.img", "a.img"],
  ["a:b?.img", "a-b-.img"],
  ["con", "con-image"],
  ["NUL.img", "NUL-image.img"],
  ["console.img", "console.img"],
  ["a. .", "a"],
  ["...", "image"],
])("on Windows %j is kept as the file %j", (name, file) => {
  expect(windowsFileName(name)).toBe(file);
});

test("no name leads out of the folder, to a device or to a stream", () => {
  fc.assert(
    fc.property(anyText, (name) => {
      const file = windowsFileName(name);
      expect(file).not.toMatch(/[\\/:*?"<>|\p{Cc}]/u);
      expect(file).not.toMatch(/[. ]$|^$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
    }),
  );
});
