import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contractCounts, contractSummary } from "./contract-counts.mjs";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "contract-counts-"));
});

afterEach(() => rmSync(directory, { recursive: true }));

test("operations of several processes are counted once each", () => {
  const declared = ["GET /things", "POST /things", "DELETE /things/{id}"];
  const records = [
    { document: "b.yaml", declared, checked: ["GET /things"], problems: [] },
    { document: "a.yaml", declared: [], checked: [], problems: [] },
    { document: "b.yaml", declared, checked: ["GET /things", "POST /things"], problems: ["Wrong."] },
  ];
  const file = join(directory, "record");
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  expect(contractCounts(file)).toEqual([
    { document: "b.yaml", checked: 2, declared: 3, unchecked: ["DELETE /things/{id}"], problems: ["Wrong."] },
  ]);
  expect(contractSummary(file)).toBe(
    "b.yaml: 2 of 3 operations checked, problems: 1\n  not checked: DELETE /things/{id}\n  problem: Wrong.",
  );
});

test("without a record nothing is counted", () => {
  expect(contractSummary(join(directory, "none"))).toBe("");
});
