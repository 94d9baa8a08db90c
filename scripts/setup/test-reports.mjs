// What the reports of vitest and Playwright, both JSON, say.

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

/**
 * @typedef {{ title: string, suites?: Suite[], specs?: { title: string, tests: { status: string }[] }[] }} Suite
 * @typedef {{ stats?: { expected: number, flaky: number, unexpected: number }, suites?: Suite[] }} PlaywrightReport
 */

/** @param {PlaywrightReport | null} report @returns {Count} */
export function playwrightCount(report) {
  const stats = report?.stats;
  return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 };
}

/** Titles of tests that failed and then passed. @param {PlaywrightReport | null} report @returns {string[]} */
export function flakyTitles(report) {
  /** @param {Suite} suite @returns {string[]} */
  const titlesIn = ({ suites = [], specs = [] }) => [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === "flaky")).map(({ title }) => title),
    ...suites.flatMap(titlesIn),
  ];
  return (report?.suites ?? []).flatMap(titlesIn);
}
