// `npm test`: everything that has to hold, in the order in which it fails fastest. Ends with a plain count of tests.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { auditDependencies } from "./setup/audit-dependencies.mjs";
import { contractSummary } from "./setup/contract-counts.mjs";
import { lookForEngines } from "./setup/engine-tests.mjs";
import { ensureBuilt } from "./setup/ensure-built.mjs";
import { ensureInstalled } from "./setup/ensure-installed.mjs";
import { ensureTools } from "./setup/ensure-tools.mjs";
import { findHeadlessBrowser } from "./setup/find-browser.mjs";
import { root, run } from "./setup/say.mjs";
import {
  playwrightCount,
  playwrightFailures,
  skippedTitles,
  vitestCount,
  vitestFailures,
} from "./setup/test-reports.mjs";

ensureInstalled();
ensureTools();
const browser = await findHeadlessBrowser();
const reports = join(root, "test-results");
/** What the fakes of the clouds compared with the vendors' documents. */
const operations = { CONTRACTS_RECORD: join(reports, "operations.jsonl") };
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

/** @type {string[]} */
const failedSteps = [];

/** @param {string} title @param {readonly string[]} command a package's executable and its arguments @param {Record<string, string>} [environment] */
function step(title, command, environment) {
  console.log(`\n── ${title}`);
  const begun = performance.now();
  const passed = run("npx", ["--no-install", ...command], environment);
  console.log(`${title}: ${Math.round((performance.now() - begun) / 1000)} s`);
  if (!passed) failedSteps.push(title);
}

/** @param {string} name */
const vitestReport = (name) => [
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${join(reports, `${name}.json`)}`,
];

step("Formatting", ["oxfmt", "--check", "."]);
step("Lint and import boundaries", ["oxlint", "--type-aware", "--deny-warnings"]);
step("Next's own types", ["next", "typegen"]);
step("Types", ["tsc", "--noEmit"]);
step("Unit and conformance tests", ["vitest", "run", ...vitestReport("unit")], operations);
console.log("\n── Advisories for dependencies");
const audit = auditDependencies();
for (const line of audit.lines) console.log(line);
if (!audit.holds) failedSteps.push("Advisories for dependencies");
console.log("\n── Production build");
ensureBuilt();
step("Server tests", ["vitest", "run", "--config=e2e/server/vitest.config.ts", ...vitestReport("server")]);
const engines = lookForEngines();
if (engines.run) {
  step(
    "Tests on Postgres and S3",
    ["vitest", "run", "--config=e2e/engines/vitest.config.ts", ...vitestReport("engines")],
    {
      CONTRACT_REPORT: join(reports, "contract-on-engines.json"),
      ...operations,
    },
  );
}
step("Browser and contract tests", ["playwright", "test", "--retries=1"], {
  BROWSER_PATH: browser,
  PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, "browser.json"),
  CONTRACT_REPORT: join(reports, "contract.json"),
  ...operations,
});

const ofVitest = ["unit", "server", "engines", "contract-on-engines", "contract"].map(read);
const ofBrowser = read("browser");
const counts = [...ofVitest.map(vitestCount), playwrightCount(ofBrowser)];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(failedSteps.length === 0 ? "\nEverything holds." : `\nDid not hold: ${failedSteps.join(", ")}.`);
const contracts = contractSummary(operations.CONTRACTS_RECORD);
if (contracts !== "") console.log(contracts);
for (const { title, reason } of [...ofVitest.flatMap(vitestFailures), ...playwrightFailures(ofBrowser, "unexpected")]) {
  console.log(`Failed: ${title}\n${reason}\n`);
}
for (const { title, reason } of playwrightFailures(ofBrowser, "flaky")) {
  console.log(`Passed only the second time, a defect: ${title}\n${reason}\n`);
}
for (const title of skippedTitles(read("server"))) console.log(`Did not run, for want of root or a command: ${title}`);
if (engines.line !== "") console.log(engines.line);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failedSteps.length === 0 && failed === 0 && passed > 0 ? 0 : 1);

/** A step that could not start leaves no report. @param {string} name */
function read(name) {
  try {
    return JSON.parse(readFileSync(join(reports, `${name}.json`), "utf8"));
  } catch {
    return null;
  }
}
