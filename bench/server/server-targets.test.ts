import { expect, test } from "vitest";
import { downloadTargets, listTargets, overheadTargets, putTargets, replicaTargets } from "./server-targets";
import { spreadOf } from "./spread";

function of(what: string, images: number, p99: number) {
  return { what, images, p99 };
}

test("the middle and the worst of a hundred are told", () => {
  const milliseconds = Array.from({ length: 1000 }, (_, index) => 1000 - index);
  expect(spreadOf(milliseconds)).toEqual({ p50: 501, p99: 991 });
  expect(spreadOf([7])).toEqual({ p50: 7, p99: 7 });
});

test("a list is judged by the most images against the fewest, whatever is between", () => {
  const spreads = [
    of("a", 1_000_000, 3),
    of("a", 100_000, 9),
    of("a", 1_000, 2),
    of("b", 1_000, 1),
    of("b", 10_000, 2),
  ];
  expect(listTargets(spreads)).toMatchObject([
    { what: "p99 of a, at 1,000,000 / at 1,000", value: 1.5, met: true },
    { what: "p99 of b, at 10,000 / at 1,000", value: 2, met: false },
  ]);
  expect(listTargets([of("a", 1_000, 2)])).toEqual([]);
});

test("what the dashboard adds, and what a second server gives, is judged for each operation", () => {
  expect(overheadTargets({ list: 3, get: 3.1 }).map(({ met }) => met)).toEqual([true, false]);
  const rates = [
    { name: "list", one: 100, two: 160, allowed: 2 },
    { name: "get", one: 100, two: 159, allowed: 2 },
  ];
  expect(replicaTargets(rates).map(({ met }) => met)).toEqual([true, false]);
});

test("two servers on too few processors are judged by what those allow, and it says so", () => {
  const rates = { name: "list", one: 100, allowed: 1.4 };
  expect(
    replicaTargets([
      { ...rates, two: 127 },
      { ...rates, two: 125 },
    ]),
  ).toMatchObject([
    { bound: "≥ 0.9 of the 1.40 that processors allow", value: 1.27, met: true },
    { value: 1.25, met: false },
  ]);
});

test("a race is judged by the middle of its rounds' ratios, and not at all without rounds", () => {
  const race = { what: "put", ours: [1, 2, 9], other: [0.9, 1.8, 0.1] };
  expect(putTargets([race])).toMatchObject([{ what: "put", value: 0.9, met: true }]);
  expect(downloadTargets([{ ...race, other: [0.79, 1.58] }])).toMatchObject([{ value: 0.79, met: false }]);
  expect(putTargets([{ ...race, other: [] }])).toEqual([]);
});
