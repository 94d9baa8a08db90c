import { expect, test } from "vitest";
import { DEFAULT_PREFERENCES, parsePreferences, writePreferences } from "./list-preferences";

test.each([null, "", "null", "[]", "7", "{", '{"columns":"all","density":"huge"}'])(
  "%j is the usual list",
  (stored) => {
    expect(parsePreferences(stored)).toEqual(DEFAULT_PREFERENCES);
  },
);

test("what is written is read", () => {
  const preferences = { columns: new Set(["id", "visibility"] as const), density: "compact" } as const;
  expect(parsePreferences(writePreferences(preferences))).toEqual(preferences);
});

test("no column at all is a choice, an unknown one is not", () => {
  expect(parsePreferences('{"columns":[]}').columns.size).toBe(0);
  expect([...parsePreferences('{"columns":["weight","size",3]}').columns]).toEqual(["size"]);
});
