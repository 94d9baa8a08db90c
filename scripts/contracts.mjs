// `npm run contracts`: runs the providers' tests and counts the operations of the vendors' documents that they checked.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contractCounts, contractSummary } from "./setup/contract-counts.mjs";
import { ensureInstalled } from "./setup/ensure-installed.mjs";
import { fail, run } from "./setup/say.mjs";

if ((process.env.CONTRACTS_DIR ?? "") === "") {
  fail("CONTRACTS_DIR must name the folder of the vendors' OpenAPI documents, as docs/providers.md says.");
}
ensureInstalled();
const directory = mkdtempSync(join(tmpdir(), "images-dashboard-contracts-"));
const record = join(directory, "operations.jsonl");
const passed = run("npx", ["--no-install", "vitest", "run", "lib/server/providers"], { CONTRACTS_RECORD: record });
console.log(`\n${contractSummary(record)}`);
const hold = passed && contractCounts(record).every(({ problems }) => problems.length === 0);
rmSync(directory, { recursive: true });
process.exit(hold ? 0 : 1);
