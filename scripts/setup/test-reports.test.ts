import { expect, test } from "vitest";
import { flakyTitles, playwrightCount, skippedTitles, vitestCount } from "./test-reports.mjs";

test("a step that left no report passed nothing", () => {
  expect(vitestCount(null)).toEqual({ passed: 0, failed: 0 });
  expect(playwrightCount(null)).toEqual({ passed: 0, failed: 0 });
  expect([...skippedTitles(null), ...flakyTitles(null)]).toEqual([]);
});

test("what this machine cannot run is named", () => {
  const assertionResults = [
    { status: "passed", fullName: "a part is kept" },
    { status: "skipped", fullName: "a full disk is said" },
  ];
  expect(skippedTitles({ testResults: [{ assertionResults }] })).toEqual(["a full disk is said"]);
});

test("what passed only the second time counts, and is named wherever it stands", () => {
  const specs = [
    { title: "a list is shown", tests: [{ status: "expected" }] },
    { title: "a menu opens", tests: [{ status: "flaky" }] },
  ];
  const suites = [{ title: "list.spec.ts", suites: [{ title: "in dark", specs }] }];
  const report = { stats: { expected: 1, flaky: 1, unexpected: 0 }, suites };
  expect(playwrightCount(report)).toEqual({ passed: 2, failed: 0 });
  expect(flakyTitles(report)).toEqual(["a menu opens"]);
});
