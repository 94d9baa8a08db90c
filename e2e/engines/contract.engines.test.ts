import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runContractSuite } from "@/e2e/contract/support/run-suite";
import { ServerCluster } from "@/e2e/server/support/server-cluster";
import { runEngines } from "@/e2e/support/engines/run-engines";

test("two servers on Postgres and S3 keep the contract of one", { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "images-dashboard-contract-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const cluster = await ServerCluster.start(runEngines());
  onTestFinished(() => cluster.dispose());
  const code = await runContractSuite({
    baseUrl: cluster.url,
    token: await cluster.makeToken("ada"),
    report: process.env.CONTRACT_REPORT ?? join(folder, "contract.json"),
    hasOwnObjects: false,
  });
  expect(code).toBe(0);
});
