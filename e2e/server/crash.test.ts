import { expect, test } from "vitest";
import { runCrashes } from "./crash/crash-run";

const KILLS = 20;

test("nothing acknowledged is lost by kill -9 at any moment", { timeout: 600_000 }, async () => {
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
  console.log(`CRASH_SEED=${seed} repeats these moments.`);
  const { counts, kept, complaints } = await runCrashes({ kills: KILLS, seed });
  console.log(counts);
  expect(complaints).toEqual([]);
  expect(kept.length).toBeGreaterThan(KILLS);
});
