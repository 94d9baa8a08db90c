import { createHash, randomBytes, randomInt } from "node:crypto";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { openStores } from "./stores.fixture";
import { startUpkeep } from "./upkeep";
import { createVerifier } from "./verifier";

// Uploads, completes, deletes and restores images in the folder it is given until it is killed. Whatever was acknowledged is written down first.

const [directory = ""] = process.argv.slice(2);

/** Uploads at the same time, so that a kill meets each of them at another step. */
const WORKERS = 4;

const OTHER_SHA256 = createHash("sha256").update("another file").digest("hex");

function acknowledge(entry: { event: string; imageId: string; partNumber?: number; sha256?: string }): void {
  appendFileSync(join(directory, "acknowledged.jsonl"), `${JSON.stringify(entry)}\n`);
}

const stores = await openStores(directory);
const { metadata, objects } = stores;
const verifier = createVerifier(stores);
const upkeep = startUpkeep({
  ...stores,
  staleUploadMs: 3_600_000,
  retainDeletedMs: 0,
  retainAuditMs: 365 * 86_400_000,
});
verifier.start();

async function liveOfAnImage(): Promise<void> {
  const imageId = `image_${randomBytes(10).toString("hex")}`;
  await metadata.createImage({ id: imageId, owner: "ops", name: imageId, createdAt: Date.now() });
  const whole = createHash("sha256");
  for (let partNumber = 1; partNumber <= 3; partNumber++) {
    const bytes = randomBytes(randomInt(1, 500_000));
    whole.update(bytes);
    const { url } = await objects.presignPart(imageId, partNumber);
    const response = await fetch(url, { method: "PUT", body: new Uint8Array(bytes) });
    if (response.status !== 200) throw new Error(`PUT was answered with ${response.status}.`);
    acknowledge({ event: "part", imageId, partNumber, sha256: createHash("sha256").update(bytes).digest("hex") });
  }
  const sha256 = whole.digest("hex");
  const isRight = randomInt(4) > 0;
  await metadata.beginVerification(imageId, isRight ? sha256 : OTHER_SHA256, Date.now());
  await verifier.verify(imageId);
  if (isRight) acknowledge({ event: "completed", imageId, sha256 });
  if (randomInt(3) > 0) return;
  acknowledge({ event: "deleting", imageId });
  await metadata.deleteImage(imageId, "ops", Date.now());
  const removing = randomInt(2) > 0 ? upkeep.runOnce(Date.now() + 1) : null;
  const restored = await metadata.restoreImage(imageId, "ops", Date.now());
  if (isRight && typeof restored === "object") acknowledge({ event: "restored", imageId, sha256 });
  await (removing ?? upkeep.runOnce(Date.now() + 1));
}

process.stdout.write("ready\n");
await Promise.all(
  Array.from({ length: WORKERS }, async () => {
    for (;;) await liveOfAnImage();
  }),
);
