// Part of `npm run bench`: kills the server at random moments while clients work, and looks at what it had acknowledged.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname } from "node:path";
import { runCrashes } from "@/e2e/server/crash/crash-run";

/** Each round ends with a look at everything, and begins with an empty folder. */
const KILLS_OF_A_ROUND = 25;

const kills = Number(process.env.BENCH_KILLS ?? 200);
const firstSeed = Number(process.env.BENCH_SEED ?? 1);
const resultsFile = process.env.BENCH_CRASH_RESULTS ?? "bench/results/crash.json";

const counts: Record<string, number> = {};
const complaints: string[] = [];
let images = 0;

for (let done = 0, seed = firstSeed; done < kills; done += KILLS_OF_A_ROUND, seed++) {
  const round = await runCrashes({ kills: Math.min(KILLS_OF_A_ROUND, kills - done), seed });
  for (const [name, count] of Object.entries(round.counts)) counts[name] = (counts[name] ?? 0) + count;
  complaints.push(...round.complaints.map((complaint) => `seed ${seed}: ${complaint}`));
  images += round.kept.length;
  console.log(`seed ${seed}: ${round.kept.length} images, ${round.complaints.length} complaints`);
  save();
}
console.table(counts);
console.log(complaints.length === 0 ? "Nothing that was acknowledged was lost." : complaints.join("\n"));
process.exitCode = complaints.length === 0 ? 0 : 1;

function save(): void {
  const machine = { processors: cpus().length, model: cpus()[0]?.model, node: process.version };
  mkdirSync(dirname(resultsFile), { recursive: true });
  writeFileSync(resultsFile, `${JSON.stringify({ machine, firstSeed, images, counts, complaints }, null, 2)}\n`);
}
