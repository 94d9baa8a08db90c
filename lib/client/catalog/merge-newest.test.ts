import { expect, test } from "vitest";
import { imageFixture } from "@/lib/contract/image-fixture";
import { createMerge } from "./merge-newest";

const image = (id: string, day: number) => imageFixture({ id, createdAt: `2026-03-0${day}T10:00:00.000Z` });
const linode = [image("l5", 5), image("l3", 3), image("l1", 1)];
const cycle = [image("c4", 4), image("c3", 3)];

test("several lists become one, newest first, and equal instants keep the order of the lists", () => {
  const ids = createMerge()([linode, cycle]).map(({ id }) => id);
  expect(ids).toEqual(["l5", "c4", "l3", "c3", "l1"]);
});

test("the same lists give the same array, another list another one", () => {
  const merge = createMerge();
  const first = merge([linode, cycle]);
  expect(merge([linode, cycle])).toBe(first);
  expect(merge([linode, [...cycle]])).not.toBe(first);
  expect(merge([linode])).toBe(linode);
  expect(merge([])).toEqual([]);
});
