import { appendFile } from "node:fs/promises";
import type { ContractCheck } from "./check-contract";

/** What one fake compared with its document: a line of the file that CONTRACTS_RECORD names. */
export interface OperationsRecord {
  document: string;
  declared: readonly string[];
  checked: readonly string[];
  problems: readonly string[];
}

/** Appends what was compared to the file that CONTRACTS_RECORD names, if any: tests run in many processes. */
export async function recordOperations(document: string, check: ContractCheck): Promise<void> {
  const { CONTRACTS_RECORD: file = "" } = process.env;
  if (file === "") return;
  const record: OperationsRecord = {
    document,
    declared: check.declared,
    checked: [...check.operations()],
    problems: check.problems(),
  };
  await appendFile(file, `${JSON.stringify(record)}\n`);
}
