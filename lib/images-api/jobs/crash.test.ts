import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { openStores, type OpenedStores } from "./stores.fixture";
import { expectTrailAgrees } from "./trail.fixture";
import { startUpkeep } from "./upkeep";
import { createVerifier } from "./verifier";

const KILLS = 10;

/** A child does a handful of images in this time, in milliseconds, so a kill falls anywhere in the life of one. */
const LONGEST_LIFE_MS = 400;

const childFile = fileURLToPath(new URL("./crash-child.fixture.ts", import.meta.url));

const acknowledgedSchema = z.object({
  event: z.enum(["part", "completed", "deleting", "restored"]),
  imageId: z.string(),
  partNumber: z.number().optional(),
  sha256: z.string().optional(),
});

let directory: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "images-crash-"));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(directory, { recursive: true, force: true });
});

async function liveAndDie(lifeMs: number): Promise<void> {
  const started = spawn(process.execPath, ["--import", "tsx", childFile, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = started;
  await Promise.race([once(started.stdout, "data"), once(started, "exit")]);
  expect(started.exitCode).toBeNull();
  const exited = once(started, "exit");
  setTimeout(() => started.kill("SIGKILL"), lifeMs);
  expect(await exited).toEqual([null, "SIGKILL"]);
}

function acknowledged() {
  const file = join(directory, "acknowledged.jsonl");
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => acknowledgedSchema.parse(JSON.parse(line)));
}

async function sha256Of(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}

/** What was promised before the kill holds after it. */
async function expectPromisesKept({ metadata }: OpenedStores): Promise<number> {
  const entries = acknowledged();
  const idsOf = (wanted: string) =>
    new Set(entries.filter(({ event }) => event === wanted).map(({ imageId }) => imageId));
  const [deleting, restored] = [idsOf("deleting"), idsOf("restored")];
  for (const { event, imageId, partNumber, sha256 } of entries) {
    if (deleting.has(imageId) && !restored.has(imageId)) continue;
    const image = await metadata.findImage(imageId);
    if (event === "completed" || event === "restored")
      expect(image).toMatchObject({ status: "completed", sha256, bytesRemovedAt: null });
    if (event !== "part" || image?.status === "failed") continue;
    const folders = ["open", "sealed"].map((folder) => join(directory, "objects", folder, imageId, String(partNumber)));
    const [path, ...others] = folders.filter((candidate) => existsSync(candidate));
    expect(others).toEqual([]);
    expect(await sha256Of(path ?? "missing")).toBe(sha256);
  }
  return entries.length;
}

/** Every row has the bytes that it claims, and there are no others. */
async function expectAgreement({ metadata, objects, logged }: OpenedStores): Promise<void> {
  for (const folder of ["incoming", "removing"]) {
    expect(await readdir(join(directory, "objects", folder))).toEqual([]);
  }
  for await (const { imageId } of objects.listImages()) {
    const image = await metadata.findImage(imageId);
    expect(image).toMatchObject({ bytesRemovedAt: null, deletedAt: null });
    expect(image?.status).not.toBe("failed");
    const parts = await objects.listParts(imageId);
    if (image?.status === "started") expect(parts).toEqual([]);
    if (image?.status !== "completed") continue;
    expect(parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(image.sizeBytes);
    const bytes = await buffer(await objects.read(imageId));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(image.sha256);
  }
  expect(await metadata.listVerifying()).toEqual([]);
  expect(await metadata.claimRemovable(Date.now() + 1, Date.now())).toEqual([]);
  expect(logged.filter(({ level }) => level >= 50)).toEqual([]);
}

test(
  "rows, bytes and the audit trail agree after kill -9 at any moment, and nothing acknowledged is lost",
  { timeout: 180_000 },
  async () => {
    // More often where the machine is so busy that a child hardly gets to anything.
    for (let kill = 1; kill <= KILLS || acknowledged().length <= KILLS; kill++) {
      await liveAndDie(randomInt(LONGEST_LIFE_MS));
    }
    const stores = await openStores(directory);
    const verifier = createVerifier(stores);
    const upkeep = startUpkeep({
      ...stores,
      staleUploadMs: 3_600_000,
      retainDeletedMs: 0,
      retainAuditMs: 365 * 86_400_000,
    });
    try {
      for (const { id } of await stores.metadata.listVerifying()) await verifier.verify(id);
      await upkeep.runOnce(Date.now() + 1);
      expect(await expectPromisesKept(stores)).toBeGreaterThan(KILLS);
      await expectAgreement(stores);
      expect(await expectTrailAgrees(stores.metadata, "ops")).toBeGreaterThan(KILLS);
    } finally {
      await upkeep.close();
      await verifier.close();
      await stores.dispose();
    }
  },
);
