import { expect, test } from "vitest";
import { imageFixture } from "@/lib/contract/image-fixture";
import {
  deselectAll,
  NOTHING_SELECTED,
  selectAll,
  selectedShare,
  selectRange,
  toggleImage,
  type Selection,
} from "./selection";

const images = ["a", "b", "c", "d", "e"].map((id) => imageFixture({ id }));
const ids = ({ ids: selected }: Selection) => [...selected].toSorted().join("");

test("an image is selected and let go again", () => {
  const selected = toggleImage(NOTHING_SELECTED, "b");
  expect(ids(selected)).toBe("b");
  expect(ids(toggleImage(selected, "b"))).toBe("");
});

test("a range reaches from the last image that was toggled, in either direction, and adds up", () => {
  const selected = selectRange(toggleImage(NOTHING_SELECTED, "c"), images, "e");
  expect(ids(selected)).toBe("cde");
  expect(ids(selectRange(selected, images, "b"))).toBe("bcde");
});

test("a range without a beginning in sight is one image, from which the next range reaches", () => {
  const hidden = toggleImage(NOTHING_SELECTED, "hidden");
  const selected = selectRange(hidden, images, "d");
  expect(ids(selected)).toBe("dhidden");
  expect(ids(selectRange(selected, images, "e"))).toBe("dehidden");
});

test("all that are shown come and go together, the hidden ones stay", () => {
  const hidden = toggleImage(NOTHING_SELECTED, "hidden");
  const all = selectAll(hidden, images);
  expect([selectedShare(hidden, images), selectedShare(all, images)]).toEqual(["none", "all"]);
  expect(ids(deselectAll(all, images))).toBe("hidden");
  expect(selectedShare(toggleImage(all, "a"), images)).toBe("some");
});
