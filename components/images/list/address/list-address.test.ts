import { expect, test } from "vitest";
import { listAddress } from "./list-address";

test.each([
  ["failed,completed", ["completed", "failed"]],
  ["failed,nonsense", ["failed"]],
  ["nonsense", null],
  ["", null],
])("the statuses %j are read as %j", (text, statuses) => {
  expect(listAddress.status.parse(text)).toEqual(statuses);
});

test.each([
  [listAddress.created, "tomorrow"],
  [listAddress.sort, "weight"],
  [listAddress.visibility, "secret"],
])("what cannot be meant is ignored (%#)", (parser, text) => {
  expect(parser.parse(text)).toBeNull();
});

test("a search is cut at a length that nobody types", () => {
  expect(listAddress.q.parse("x".repeat(5_000))).toHaveLength(400);
});
