import { expect, test } from "vitest";
import { plural } from "./plural";

test.each([
  [0, "0 images"],
  [1, "1 image"],
  [10_000, "10,000 images"],
])("%i is said as %s", (count, text) => {
  expect(plural(count, { one: "# image", other: "# images" })).toBe(text);
});
