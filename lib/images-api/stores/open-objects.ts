import type { IncomingMessage, ServerResponse } from "node:http";
import { mkdir } from "node:fs/promises";
import { dataFiles } from "@/lib/images-api/data-files";
import { imageRows } from "@/lib/images-api/image-rows";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { openDiskObjectStore } from "@/lib/images-api/objects/disk/disk-object-store";
import type { ObjectStore } from "@/lib/images-api/objects/types";
import { keptSigningKey } from "@/lib/images-api/signing-key";
import { steadyNow } from "@/lib/utils/steady-clock";
import { openPatiently } from "./open-patiently";
import { refuseObjects } from "./refuse-objects";
import type { StoresOptions } from "./store-options";

/** A store of bytes, and what depends on where they are. */
export interface Objects {
  objects: ObjectStore;
  /** Answers `/objects/…`. Never rejects. */
  handleObjects: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** What must hold there for it to be of use. */
  watched: WatchedObjects;
}

/** `check` rejects when bytes can neither come nor go. */
export type WatchedObjects =
  | { place: "disk"; check: () => Promise<void>; freeBytes: () => Promise<number> }
  | { place: "bucket"; check: () => Promise<void> };

/**
 * A bucket that was reached is asked again after so long, in milliseconds: who watches a server asks every second, and each question
 * to a bucket costs money. One that was not is asked each time, so that the server is of use again at once.
 */
const REACHED_FOR_MS = 15_000;

export interface ObjectsOptions extends Omit<StoresOptions, "database"> {
  metadata: MetadataStore;
}

/** How `MetadataStore.placeOfBytes` names it. */
export function placeOf(bucket: { name: string } | null): string {
  return bucket === null ? "disk" : `s3 ${bucket.name}`;
}

/** Opens the bytes, wherever they are. @throws StoreError when their bucket cannot be used */
export function openObjects(options: ObjectsOptions): Promise<Objects> {
  return options.bucket === null ? openDisk(options) : openBucket(options, options.bucket);
}

async function openDisk({ dataDirectory, publicUrl, metadata, log }: ObjectsOptions): Promise<Objects> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const objects = await openDiskObjectStore({
    directory: dataFiles.objects(dataDirectory),
    publicUrl,
    signingKey: keptSigningKey(dataFiles.signingKey(dataDirectory)),
    rows: imageRows(metadata),
    clock: steadyNow,
    log,
  });
  return {
    objects,
    handleObjects: (request, response) => objects.handle(request, response),
    watched: { place: "disk", check: () => objects.checkWritable(), freeBytes: () => objects.freeBytes() },
  };
}

async function openBucket(
  { metadata, patienceMs, log }: ObjectsOptions,
  bucket: NonNullable<StoresOptions["bucket"]>,
): Promise<Objects> {
  // The SDK is large: whoever has no bucket does not load it.
  const { openS3ObjectStore } = await import("@/lib/images-api/objects/s3/s3-object-store");
  const objects = await openS3ObjectStore({ ...bucket, rows: imageRows(metadata), notes: metadata.notes, log });
  const checkReachable = () => objects.checkReachable();
  try {
    await openPatiently({ store: "bucket", patienceMs, log }, checkReachable);
  } catch (error) {
    await objects.close();
    throw error;
  }
  return { objects, handleObjects: refuseObjects, watched: { place: "bucket", check: rarely(checkReachable) } };
}

function rarely(check: () => Promise<void>): () => Promise<void> {
  let heldAt = performance.now();
  return async () => {
    if (performance.now() - heldAt < REACHED_FOR_MS) return;
    await check();
    heldAt = performance.now();
  };
}
