import { readFileSync } from "node:fs";

/**
 * What tests wrote to the file that CONTRACTS_RECORD names: one line of JSON for each fake, when it is closed.
 * @typedef {{ document: string, declared: string[], checked: string[], problems: string[] }} OperationsRecord
 */

/**
 * For each of the vendors' documents, how many of its operations were asked for and answered as it says.
 * @param {string} file as CONTRACTS_RECORD; one that is missing counts nothing
 * @returns {{ document: string, checked: number, declared: number, unchecked: string[], problems: string[] }[]}
 */
export function contractCounts(file) {
  /** @type {Map<string, { declared: string[], checked: Set<string>, problems: Set<string> }>} */
  const documents = new Map();
  for (const { document, declared, checked, problems } of readRecords(file)) {
    // Where CONTRACTS_DIR is not set there is nothing to compare with.
    if (declared.length === 0) continue;
    const so = documents.get(document) ?? { declared, checked: new Set(), problems: new Set() };
    for (const operation of checked) so.checked.add(operation);
    for (const problem of problems) so.problems.add(problem);
    documents.set(document, so);
  }
  return [...documents]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([document, { declared, checked, problems }]) => ({
      document,
      checked: checked.size,
      declared: declared.length,
      unchecked: declared.filter((operation) => !checked.has(operation)),
      problems: [...problems],
    }));
}

/** A line for each document, and one for each of its operations that no test did. @param {string} file @returns {string} */
export function contractSummary(file) {
  return contractCounts(file)
    .map(({ document, checked, declared, unchecked, problems }) => {
      const count = `${document}: ${checked} of ${declared} operations checked, problems: ${problems.length}`;
      const missing = unchecked.map((operation) => `\n  not checked: ${operation}`).join("");
      return count + missing + problems.map((problem) => `\n  problem: ${problem}`).join("");
    })
    .join("\n");
}

/** @param {string} file @returns {OperationsRecord[]} */
function readRecords(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return [];
  }
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
