// What the reports of vitest and Playwright, both JSON, say.
import { stripVTControlCharacters } from "node:util";

/** Lines of an error that are told: what was expected, and where. */
const REASON_LINES = 8;

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * @param {{ numPassedTests?: number, numFailedTests?: number } | null} report null where the step left none
 * @returns {Count}
 */
export function vitestCount(report) {
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
}

/**
 * Titles of tests that this machine cannot run.
 * @param {{ testResults?: { assertionResults: { status: string, fullName: string }[] }[] } | null} report
 * @returns {string[]}
 */
export function skippedTitles(report) {
  const tests = (report?.testResults ?? []).flatMap(({ assertionResults }) => assertionResults);
  return tests.filter(({ status }) => ["pending", "skipped"].includes(status)).map(({ fullName }) => fullName);
}

/** @typedef {{ title: string, reason: string }} Failure what failed, and the beginning of what was said about it */

/**
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} Assertion
 * @typedef {{ name: string, status?: string, message?: string, assertionResults: Assertion[] }} TestFile
 */

/**
 * Tests that failed, and files that could not be run.
 * @param {{ testResults?: TestFile[] } | null} report
 * @returns {Failure[]}
 */
export function vitestFailures(report) {
  return (report?.testResults ?? []).flatMap(({ name, status, message = "", assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0 && status === "failed") return [{ title: name, reason: beginningOf(message) }];
    return failed.map(({ fullName, failureMessages = [] }) => ({
      title: `${name}: ${fullName}`,
      reason: beginningOf(failureMessages.join("\n")),
    }));
  });
}

/**
 * @typedef {{ error?: { message?: string } }} Attempt
 * @typedef {{ title: string, file?: string, tests: { status: string, results?: Attempt[] }[] }} Spec
 * @typedef {{ title: string, suites?: Suite[], specs?: Spec[] }} Suite
 * @typedef {{ stats?: { expected: number, flaky: number, unexpected: number }, suites?: Suite[] }} PlaywrightReport
 */

/** @param {PlaywrightReport | null} report @returns {Count} */
export function playwrightCount(report) {
  const stats = report?.stats;
  return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 };
}

/**
 * Tests that ended so: `unexpected` for those that failed each time, `flaky` for those that failed and then passed.
 * @param {PlaywrightReport | null} report
 * @param {"unexpected" | "flaky"} status
 * @returns {Failure[]}
 */
export function playwrightFailures(report, status) {
  /** @param {Suite} suite @returns {Failure[]} */
  const failuresIn = ({ suites = [], specs = [] }) => [
    ...specs.flatMap(({ title, file = "", tests }) =>
      tests
        .filter((test) => test.status === status)
        .map(({ results = [] }) => ({
          title: `${file}: ${title}`,
          reason: beginningOf(results.find(({ error }) => error !== undefined)?.error?.message ?? ""),
        })),
    ),
    ...suites.flatMap(failuresIn),
  ];
  return (report?.suites ?? []).flatMap(failuresIn);
}

/** @param {string} message @returns {string} without colors and empty lines */
function beginningOf(message) {
  const lines = stripVTControlCharacters(message).split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .slice(0, REASON_LINES)
    .join("\n");
}
