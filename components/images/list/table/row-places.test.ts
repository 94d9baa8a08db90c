import { expect, test } from "vitest";
import { rowEdges, rowsInSight, rowsToDraw, shiftToShow } from "./row-places";

/** Five rows, the third one higher, below a hundred px. */
const edges = rowEdges([40, 40, 56, 40, 40]);
const rowsTop = 100;

test("each row begins where the one before ends", () => {
  expect([...edges]).toEqual([0, 40, 80, 136, 176, 216]);
});

test.each([
  ["all of them", { top: 0, bottom: 900 }, { first: 0, last: 4 }],
  ["parts of two", { top: 170, bottom: 190 }, { first: 1, last: 2 }],
  ["one exactly", { top: 180, bottom: 236 }, { first: 2, last: 2 }],
  ["the nearest, where all are below", { top: 0, bottom: 50 }, { first: 0, last: 0 }],
  ["the nearest, where all are above", { top: 1_000, bottom: 1_900 }, { first: 4, last: 4 }],
])("a stretch shows %s", (_, stretch, rows) => {
  expect(rowsInSight(edges, rowsTop, stretch)).toEqual(rows);
});

test("of no rows none is in sight", () => {
  expect(rowsInSight(rowEdges([]), rowsTop, { top: 0, bottom: 900 })).toEqual({ first: 0, last: -1 });
  expect(rowsToDraw({ first: 0, last: -1 }, 0, 4, 0)).toEqual([]);
});

test.each([
  ["some more at either side", 4, 5, [2, 3, 4, 5, 6, 7]],
  ["one before them that is kept", 0, 5, [0, 2, 3, 4, 5, 6, 7]],
  ["one after them that is kept", 9, 5, [2, 3, 4, 5, 6, 7, 9]],
  ["one that is kept and gone", 10, 5, [2, 3, 4, 5, 6, 7]],
  ["no more than there are", 9, 9, [2, 3, 4, 5, 6, 7, 8, 9]],
])("what is drawn has %s", (_, kept, last, rows) => {
  expect(rowsToDraw({ first: 4, last }, 10, 2, kept)).toEqual(rows);
});

test.each([
  ["one in sight is left there", { top: 300, bottom: 340 }, 0],
  ["one above comes to the upper edge", { top: 100, bottom: 140 }, -100],
  ["one under the head, too", { top: 190, bottom: 230 }, -10],
  ["one below comes to the lower edge", { top: 780, bottom: 820 }, 20],
])("%s", (_, row, shift) => {
  expect(shiftToShow(row, { top: 200, bottom: 800 })).toBe(shift);
});
