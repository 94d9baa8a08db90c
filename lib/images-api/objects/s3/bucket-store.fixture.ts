import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { createBucket } from "@/e2e/support/engines/run-engines";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { ImageRows, ObjectNotes } from "@/lib/images-api/objects/types";
import { openS3ObjectStore, type S3ObjectStore, type S3ObjectStoreOptions } from "./s3-object-store";

/** Rows that allow whatever the bytes allow. */
export const WILLING_ROWS: ImageRows = {
  isKnown: () => Promise.resolve(true),
  takesParts: () => Promise.resolve(true),
  recordPart: () => Promise.resolve(true),
  mayBeDownloaded: () => Promise.resolve("yes"),
};

/** An empty bucket of the run's object store, and notes. */
export interface NewBucket {
  options: S3ObjectStoreOptions & { endpoint: URL };
  notes: ObjectNotes;
  /** Another server's store in the same bucket, with the same notes. */
  open(options?: Partial<S3ObjectStoreOptions>): Promise<S3ObjectStore>;
  dispose(): Promise<void>;
}

/** @param engine where it is made; the run's own engine without it */
export async function newBucket(engine: Awaited<ReturnType<typeof createBucket>> | null = null): Promise<NewBucket> {
  const { bucket, endpoint, region, accessKeyId, secretAccessKey } = engine ?? (await createBucket());
  const folder = await mkdtemp(join(tmpdir(), "bucket-notes-"));
  const metadata = await openSqliteMetadataStore(join(folder, "metadata.sqlite"));
  const stores: S3ObjectStore[] = [];
  const options = {
    name: bucket,
    region,
    endpoint: new URL(endpoint),
    publicEndpoint: null,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    rows: WILLING_ROWS,
    notes: metadata.notes,
    log: pino({ level: "silent" }),
  };
  return {
    options,
    notes: metadata.notes,
    async open(changes = {}) {
      const store = await openS3ObjectStore({ ...options, ...changes });
      stores.push(store);
      return store;
    },
    async dispose() {
      for (const store of stores) await store.close();
      await metadata.close();
      await rm(folder, { recursive: true });
    },
  };
}
