// Part of `npm run bench`: kills the server at random moments while clients work, and looks at what it had acknowledged.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname } from "node:path";
import { ClusterSite } from "@/e2e/server/crash/cluster-site";
import { runCrashes } from "@/e2e/server/crash/crash-run";
import type { CrashSite } from "@/e2e/server/crash/crash-site";
import { LocalSite } from "@/e2e/server/crash/local-site";
import { startPair } from "@/e2e/support/engines/engine-pair";

/** Each round ends with a look at everything, and begins with an empty folder. */
const KILLS_OF_A_ROUND = 25;

const kills = Number(process.env.BENCH_KILLS ?? 200);
const firstSeed = Number(process.env.BENCH_SEED ?? 1);
const resultsFile = process.env.BENCH_CRASH_RESULTS ?? "bench/results/crash.json";

interface Result {
  firstSeed: number;
  images: number;
  counts: Record<string, number>;
  complaints: string[];
}

const results: Record<string, Result> = {};
const engines = await startPair();
try {
  await killOn("SQLite and disk", () => LocalSite.start());
  await killOn("Postgres and S3, two servers", () => ClusterSite.start(engines.settings));
} finally {
  await engines.stop();
}
const complaints = Object.values(results).flatMap((result) => result.complaints);
console.log(complaints.length === 0 ? "Nothing that was acknowledged was lost." : complaints.join("\n"));
process.exitCode = complaints.length === 0 ? 0 : 1;

async function killOn(pair: string, start: () => Promise<CrashSite>): Promise<void> {
  const result: Result = { firstSeed, images: 0, counts: {}, complaints: [] };
  results[pair] = result;
  for (let done = 0, seed = firstSeed; done < kills; done += KILLS_OF_A_ROUND, seed++) {
    const site = await start();
    try {
      const round = await runCrashes(site, { kills: Math.min(KILLS_OF_A_ROUND, kills - done), seed });
      for (const [name, count] of Object.entries(round.counts))
        result.counts[name] = (result.counts[name] ?? 0) + count;
      result.complaints.push(...round.complaints.map((complaint) => `${pair}, seed ${seed}: ${complaint}`));
      result.images += round.kept.length;
      console.log(`${pair}, seed ${seed}: ${round.kept.length} images, ${round.complaints.length} complaints`);
    } finally {
      await site.dispose();
    }
    save();
  }
  console.table(result.counts);
}

function save(): void {
  const machine = { processors: cpus().length, model: cpus()[0]?.model, node: process.version };
  mkdirSync(dirname(resultsFile), { recursive: true });
  writeFileSync(resultsFile, `${JSON.stringify({ machine, results }, null, 2)}\n`);
}
