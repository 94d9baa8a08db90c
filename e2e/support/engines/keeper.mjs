// Ends engines and removes their folder when its standard input does, which happens also when whoever started it was killed.
// Input: lines of process ids. Argument: the folder.
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";

const [folder = ""] = process.argv.slice(2);
/** @type {number[]} */
const processIds = [];
for await (const line of createInterface({ input: process.stdin })) processIds.push(Number(line));
for (const processId of processIds) {
  try {
    process.kill(processId, "SIGKILL");
  } catch {
    // It ended before.
  }
}
// Its children follow within a moment, and may write until then.
await rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
