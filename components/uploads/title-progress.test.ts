import { expect, test } from "vitest";
import { titleWithoutProgress, titleWithProgress } from "./title-progress";

test("progress stands in front, once", () => {
  const once = titleWithProgress("Images · Images Dashboard", 41);
  expect(once).toBe("41 % · Images · Images Dashboard");
  expect(titleWithProgress(once, 100)).toBe("100 % · Images · Images Dashboard");
});

test("taking it away gives the title back", () => {
  expect(titleWithoutProgress(titleWithProgress("Images", 0))).toBe("Images");
});

test("a title that only looks a little like progress is left alone", () => {
  expect(titleWithoutProgress("50 % off.img · Images Dashboard")).toBe("50 % off.img · Images Dashboard");
});
