import { expect, test } from "vitest";
import { runCrashes } from "./crash/crash-run";
import { crashSeed } from "./crash/crash-seed";
import { LocalSite } from "./crash/local-site";

const KILLS = 12;

test("nothing acknowledged is lost by kill -9 at any moment", { timeout: 600_000 }, async () => {
  const site = await LocalSite.start();
  try {
    const { counts, kept, complaints } = await runCrashes(site, { kills: KILLS, seed: crashSeed() });
    console.log(counts);
    expect(complaints).toEqual([]);
    expect(kept.length).toBeGreaterThan(KILLS);
  } finally {
    await site.dispose();
  }
});
