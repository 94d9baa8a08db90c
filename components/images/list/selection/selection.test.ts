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
const key = (id: string) => `sfcompute/${id}`;
const ids = ({ keys }: Selection) =>
  [...keys]
    .map((each) => each.replace("sfcompute/", ""))
    .toSorted()
    .join("");

test("an image is selected and let go again", () => {
  const selected = toggleImage(NOTHING_SELECTED, key("b"));
  expect(ids(selected)).toBe("b");
  expect(ids(toggleImage(selected, key("b")))).toBe("");
});

test("a range reaches from the last image that was toggled, in either direction, and adds up", () => {
  const selected = selectRange(toggleImage(NOTHING_SELECTED, key("c")), images, key("e"));
  expect(ids(selected)).toBe("cde");
  expect(ids(selectRange(selected, images, key("b")))).toBe("bcde");
});

test("a range without a beginning in sight is one image, from which the next range reaches", () => {
  const hidden = toggleImage(NOTHING_SELECTED, key("hidden"));
  const selected = selectRange(hidden, images, key("d"));
  expect(ids(selected)).toBe("dhidden");
  expect(ids(selectRange(selected, images, key("e")))).toBe("dehidden");
});

test("all that are shown come and go together, the hidden ones stay", () => {
  const hidden = toggleImage(NOTHING_SELECTED, key("hidden"));
  const all = selectAll(hidden, images);
  expect([selectedShare(hidden, images), selectedShare(all, images)]).toEqual(["none", "all"]);
  expect(ids(deselectAll(all, images))).toBe("hidden");
  expect(selectedShare(toggleImage(all, key("a")), images)).toBe("some");
});

test("images of several connections that have the same id are selected one by one", () => {
  const twins = ["linode", "linode-2"].map((connection) => imageFixture({ id: "a", connection }));
  const one = toggleImage(NOTHING_SELECTED, "linode-2/a");
  expect(selectedShare(one, twins)).toBe("some");
  expect([...deselectAll(selectAll(one, twins), twins.slice(1)).keys]).toEqual(["linode/a"]);
});
