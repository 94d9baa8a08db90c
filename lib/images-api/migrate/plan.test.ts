import { expect, test } from "vitest";
import { parsePlace, type Place } from "./place";
import { type Known, planMove } from "./plan";

const place = (text: string | null): Place | null => (text === null ? null : parsePlace(text));

function plan(
  direction: Known["direction"],
  folder: string | null,
  database: string | null,
  bucket: string | null = null,
) {
  const known = { direction, folder: place(folder), bucket, moveId: "own" };
  return planMove({ ...known, database: database === "unused" ? database : place(database) });
}

test("what is configured moves, and nothing else", () => {
  expect(plan("servers", "disk", null, "b")).toEqual({
    rows: { move: true, from: "folder" },
    movesBytes: true,
    place: { kind: "s3", bucket: "b" },
  });
  expect(plan("servers", "disk", null)).toMatchObject({ movesBytes: false, place: { kind: "disk" } });
  expect(plan("servers", "disk", "unused", "b")).toMatchObject({
    rows: { move: false, in: "folder" },
    movesBytes: true,
  });
  expect(plan("folder", null, "s3 b", "b")).toMatchObject({ rows: { from: "database" }, place: { kind: "disk" } });
  expect(plan("folder", null, "s3 b")).toMatchObject({
    rows: { from: "database" },
    place: { kind: "s3", bucket: "b" },
  });
  expect(plan("folder", "s3 b", "unused", "b")).toMatchObject({ rows: { move: false }, place: { kind: "disk" } });
});

test("what moved before stays", () => {
  expect(plan("servers", "moved before disk", "disk", "b")).toMatchObject({
    rows: { move: false, in: "database" },
    movesBytes: true,
  });
  expect(plan("servers", "s3 b", null, "b")).toMatchObject({ rows: { from: "folder" }, movesBytes: false });
});

test("a move that was cut short goes on from wherever it was", () => {
  for (const folder of ["disk", "moved own disk"]) {
    expect(plan("servers", folder, "moving own", "b")).toMatchObject({ rows: { move: true }, movesBytes: true });
  }
});

test.each([
  ["servers", "disk", "moving another", "begun and not finished"],
  ["servers", "disk", "s3 b", "not of this move"],
  ["servers", "disk", "moved another disk", "moved away earlier, and nothing is replaced. Use an empty one."],
  ["folder", "moved another disk", "disk", "take images.db"],
  ["servers", "moved another disk", null, "--reopen"],
  ["servers", "moved another disk", "moving own", "--reopen"],
  ["servers", "moving another", null, "not complete"],
  ["servers", null, null, "nothing to move"],
  ["servers", null, "s3 b", "nothing to move"],
  ["servers", null, "unused", "nothing to move"],
  ["servers", "s3 b", "unused", "nothing to move"],
  ["servers", "moved another disk", "unused", "--reopen"],
  ["servers", "moving another", "unused", "not complete"],
  ["servers", "s3 other", "unused", "name that bucket"],
  ["folder", "disk", "s3 b", "not of this move"],
  ["folder", null, null, "nothing to move"],
] as const)("to %s from %s with %s: %s", (direction, folder, database, told) => {
  expect(() => plan(direction, folder, database, "b")).toThrow(told);
});
