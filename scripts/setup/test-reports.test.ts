import { expect, test } from "vitest";
import { playwrightCount, playwrightFailures, skippedTitles, vitestCount, vitestFailures } from "./test-reports.mjs";

test("a step that left no report passed nothing", () => {
  expect(vitestCount(null)).toEqual({ passed: 0, failed: 0 });
  expect(playwrightCount(null)).toEqual({ passed: 0, failed: 0 });
  expect([...skippedTitles(null), ...vitestFailures(null), ...playwrightFailures(null, "flaky")]).toEqual([]);
});

test("what this machine cannot run is named", () => {
  const assertionResults = [
    { status: "passed", fullName: "a part is kept" },
    { status: "skipped", fullName: "a full disk is said" },
  ];
  expect(skippedTitles({ testResults: [{ assertionResults }] })).toEqual(["a full disk is said"]);
});

test("what failed is named, with the beginning of what was said about it", () => {
  const failureMessages = ["\u001B[31mexpected 1 to be 2\u001B[39m\n\n    at list.test.ts:3:1"];
  const testResults = [
    {
      name: "list.test.ts",
      status: "failed",
      assertionResults: [
        { status: "passed", fullName: "a list is read" },
        { status: "failed", fullName: "a list has two", failureMessages },
      ],
    },
    { name: "broken.test.ts", status: "failed", message: "Unexpected token", assertionResults: [] },
  ];
  expect(vitestFailures({ testResults })).toEqual([
    { title: "list.test.ts: a list has two", reason: "expected 1 to be 2\n    at list.test.ts:3:1" },
    { title: "broken.test.ts", reason: "Unexpected token" },
  ]);
});

test("what passed only the second time counts, and is named wherever it stands", () => {
  const results = [{ error: { message: "the menu is closed" } }, {}];
  const specs = [
    { title: "a list is shown", file: "list.spec.ts", tests: [{ status: "expected", results: [{}] }] },
    { title: "a menu opens", file: "list.spec.ts", tests: [{ status: "flaky", results }] },
  ];
  const suites = [{ title: "list.spec.ts", suites: [{ title: "in dark", specs }] }];
  const report = { stats: { expected: 1, flaky: 1, unexpected: 0 }, suites };
  expect(playwrightCount(report)).toEqual({ passed: 2, failed: 0 });
  expect(playwrightFailures(report, "flaky")).toEqual([
    { title: "list.spec.ts: a menu opens", reason: "the menu is closed" },
  ]);
  expect(playwrightFailures(report, "unexpected")).toEqual([]);
});
