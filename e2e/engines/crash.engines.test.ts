import { expect, test } from "vitest";
import { ClusterSite } from "@/e2e/server/crash/cluster-site";
import { runCrashes } from "@/e2e/server/crash/crash-run";
import { crashSeed } from "@/e2e/server/crash/crash-seed";
import { runEngines } from "@/e2e/support/engines/run-engines";

const KILLS = 4;

test("nothing acknowledged is lost when one of two servers is killed, or both are", { timeout: 600_000 }, async () => {
  const site = await ClusterSite.start(runEngines());
  try {
    const { counts, kept, complaints } = await runCrashes(site, { kills: KILLS, seed: crashSeed() });
    console.log(counts);
    expect(complaints).toEqual([]);
    expect(kept.length).toBeGreaterThan(KILLS);
  } finally {
    await site.dispose();
  }
});
