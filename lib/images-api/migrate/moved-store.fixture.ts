import { randomBytes, randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createBucket, createDatabase } from "@/e2e/support/engines/run-engines";
import { MIN_PART_BYTES } from "@/lib/contract/limits";
import { dataFiles } from "@/lib/images-api/data-files";
import { openDatabase, openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { BucketOptions } from "@/lib/images-api/objects/s3/client";
import type { DatabaseOptions } from "@/lib/images-api/stores/store-options";
import { MovedApi, type Place, sha256Of } from "./moved-api.fixture";

export const ADMIN_TOKEN = "admin-token-of-the-migration-tests";

/** An image as it was uploaded: the parts that were sent. */
export interface Uploaded {
  id: string;
  parts: Uint8Array<ArrayBuffer>[];
}

export type State =
  | "waiting"
  /** Parts 1 and 3 of three; `parts` has all of them. */
  | "uploading"
  | "verifying"
  | "completed"
  | "public"
  | "failed"
  | "deleted"
  | "purged"
  /** Marked as such, and a byte of it was changed. */
  | "damaged";

export type Filled = Record<State, Uploaded>;

export interface Servers extends Place {
  database: DatabaseOptions;
  bucket: BucketOptions & { endpoint: URL };
}

/** A new database and a new bucket beside a folder. */
export async function newServers(dataDirectory: string): Promise<Servers> {
  const [url, { bucket, endpoint, ...s3 }] = await Promise.all([createDatabase(), createBucket()]);
  return {
    dataDirectory,
    database: { url, poolSize: 4, statementTimeoutMs: 10_000 },
    bucket: {
      name: bucket,
      region: s3.region,
      endpoint: new URL(endpoint),
      publicEndpoint: null,
      forcePathStyle: true,
      credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
    },
  };
}

/**
 * An image in every state, tokens and an audit trail: through the API as far as clients bring it about, and for the rest through what the
 * server uses.
 */
export async function fillFolder(dataDirectory: string): Promise<Filled> {
  const api = await MovedApi.open({ dataDirectory, database: null, bucket: null }, ADMIN_TOKEN);
  const upload = async (name: State, ...parts: Uint8Array<ArrayBuffer>[]): Promise<Uploaded> => ({
    id: await api.upload(name, ...parts),
    parts,
  });
  const filled: Filled = {
    waiting: await upload("waiting"),
    uploading: await upload("uploading", bytes(MIN_PART_BYTES)),
    verifying: await upload("verifying", bytes(MIN_PART_BYTES), bytes(77)),
    completed: await upload("completed", bytes(MIN_PART_BYTES), bytes(12_345)),
    public: await upload("public", bytes(100_000)),
    failed: await upload("failed", bytes(10)),
    deleted: await upload("deleted", bytes(20_000)),
    purged: await upload("purged", bytes(30_000)),
    damaged: await upload("damaged", bytes(40_000)),
  };
  const { uploading, failed, deleted, purged } = filled;
  uploading.parts.push(bytes(MIN_PART_BYTES), bytes(1_000));
  await api.sendPart(uploading.id, 3, uploading.parts[2] ?? bytes(0));
  await api.complete(failed.id, sha256Of(bytes(10)));
  for (const name of ["completed", "public", "deleted", "purged", "damaged"] as const) {
    await api.complete(filled[name].id, sha256Of(...filled[name].parts));
  }
  for (const { id } of [purged, deleted]) await api.request("DELETE", `/v2/images/${id}`);
  await api.close();
  const store = await openSqliteMetadataStore(dataFiles.metadata(dataDirectory));
  await bringAbout(store, filled, dataDirectory);
  await store.close();
  await forgetNewestEntry(dataDirectory);
  return filled;
}

async function bringAbout(store: MetadataStore, filled: Filled, dataDirectory: string): Promise<void> {
  const { verifying, purged, failed, deleted, damaged } = filled;
  await store.setPublic(filled.public.id, true);
  await store.beginVerification(verifying.id, sha256Of(...verifying.parts), Date.now());
  const keptSince = (await store.findImage(deleted.id))?.deletedAt ?? 0;
  await store.claimRemovable(keptSince, Date.now());
  for (const { id } of [purged, failed]) {
    await rm(join(dataFiles.objects(dataDirectory), "sealed", id), { recursive: true });
  }
  await store.markDamaged(damaged.id, "The disk lost a byte.", Date.now());
  await changeByte(dataDirectory, damaged);
  for (const [owner, expiresAt] of [
    ["ada", null],
    ["bob", 1],
    ["user-3", null],
  ] as const) {
    const hash = sha256Of(randomBytes(8));
    await store.createToken({ id: `token_${randomUUID()}`, hash, owner, role: "operator", createdAt: 1, expiresAt });
  }
  const [revoked] = await store.listTokens();
  await store.revokeToken(revoked?.id ?? "", Date.now());
}

/** The number of an entry that was removed must not be given to another one, wherever rows are. */
async function forgetNewestEntry(dataDirectory: string): Promise<void> {
  const database = await openDatabase(dataFiles.metadata(dataDirectory));
  await database
    .deleteFrom("audit_entries")
    .where("id", "=", (eb) => eb.selectFrom("audit_entries").select((max) => max.fn.max("id").as("id")))
    .execute();
  await database.destroy();
}

/** Of a sealed image's first part. */
export async function changeByte(dataDirectory: string, { id, parts }: Uploaded): Promise<void> {
  const changed = Buffer.from(parts[0] ?? []);
  changed[0] = (changed[0] ?? 0) ^ 1;
  await writeFile(join(dataFiles.objects(dataDirectory), "sealed", id, "1"), changed);
}

export function bytes(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(length));
}
