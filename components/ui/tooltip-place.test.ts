import { expect, test } from "vitest";
import { placeTooltip } from "./tooltip-place";

const WINDOW = { width: 400, height: 300 };
const SIZE = { width: 100, height: 20 };

test("stands in the middle of the wanted side", () => {
  const trigger = { top: 100, left: 150, width: 60, height: 30 };
  expect(placeTooltip(trigger, SIZE, WINDOW, "top")).toEqual({ top: 74, left: 130 });
  expect(placeTooltip(trigger, SIZE, WINDOW, "bottom")).toEqual({ top: 136, left: 130 });
  expect(placeTooltip(trigger, SIZE, WINDOW, "left")).toEqual({ top: 105, left: 44 });
  expect(placeTooltip(trigger, SIZE, WINDOW, "right")).toEqual({ top: 105, left: 216 });
});

test("goes to the other side where there is no room, and stays in the window", () => {
  expect(placeTooltip({ top: 4, left: 0, width: 20, height: 20 }, SIZE, WINDOW, "top")).toEqual({ top: 30, left: 8 });
  expect(placeTooltip({ top: 270, left: 380, width: 20, height: 20 }, SIZE, WINDOW, "bottom")).toEqual({
    top: 244,
    left: 292,
  });
});
