import { describe, expect, test } from "vitest";
import { matchesAnyEtag, parseRange, rangeApplies } from "./range";

describe("a Range header against 100 bytes", () => {
  test.each([
    [undefined, { kind: "whole" }],
    ["bytes=0-0", { kind: "part", start: 0, end: 1 }],
    ["bytes=0-99", { kind: "part", start: 0, end: 100 }],
    ["bytes=10-19", { kind: "part", start: 10, end: 20 }],
    ["bytes=90-", { kind: "part", start: 90, end: 100 }],
    ["bytes=90-99999999999999999999", { kind: "part", start: 90, end: 100 }],
    ["bytes=-10", { kind: "part", start: 90, end: 100 }],
    ["bytes=-1000", { kind: "part", start: 0, end: 100 }],
    ["Bytes= 10-19 ", { kind: "part", start: 10, end: 20 }],
    ["bytes=100-", { kind: "unsatisfiable" }],
    ["bytes=99999999999999999999-", { kind: "unsatisfiable" }],
    ["bytes=-0", { kind: "unsatisfiable" }],
    ["bytes=20-10", { kind: "whole" }],
    ["bytes=-", { kind: "whole" }],
    ["bytes=1-2,5-6", { kind: "whole" }],
    ["bytes=a-b", { kind: "whole" }],
    ["bytes=1.5-3", { kind: "whole" }],
    ["lines=1-2", { kind: "whole" }],
    ["", { kind: "whole" }],
  ])("%s", (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });
});

test.each([
  [undefined, false],
  ['"tag"', true],
  ['W/"tag"', true],
  ['"other", "tag"', true],
  ["*", true],
  ['"other"', false],
  ["tag", false],
])("If-None-Match %s", (header, expected) => {
  expect(matchesAnyEtag(header, '"tag"')).toBe(expected);
});

test.each([
  [undefined, true],
  ['"tag"', true],
  ['W/"tag"', false],
  ['"other"', false],
  ["Sat, 21 Nov 2026 03:18:10 GMT", false],
])("If-Range %s", (header, expected) => {
  expect(rangeApplies(header, '"tag"')).toBe(expected);
});
