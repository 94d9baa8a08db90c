import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { databaseEnvironment } from "@/bench/server/engines";
import { Service } from "@/bench/service";
import { MIB } from "@/bench/settings";
import { bucketEnvironment, makeBucket, type S3Settings } from "@/e2e/support/engines/buckets";
import { makeDatabase } from "@/e2e/support/engines/databases";
import type { PairSettings } from "@/e2e/support/engines/engine-pair";
import { writeRandomFile } from "@/e2e/support/random-file";
import { Sink } from "./sink";

const execute = promisify(execFile);

/** The size that the dashboard plans for files up to 31 GiB. */
const PART_MIB = 16;

/** The same bytes as one file and as parts. */
export interface Bytes {
  file: Awaited<ReturnType<typeof writeRandomFile>>;
  parts: readonly string[];
}

/** A server whose bytes lie in a bucket, and the bucket. */
export interface OnBucket {
  service: Service;
  s3: S3Settings;
  bucket: string;
}

/** Where bytes are sent to and fetched from. */
export interface BytesArena {
  folder: string;
  bytes: Bytes;
  onDisk: Service;
  sink: Sink;
  /** Null where there is no S3 engine. */
  onBucket: OnBucket | null;
}

export async function prepareArena(folder: string, fileMib: number, engines: PairSettings | null): Promise<BytesArena> {
  const file = await writeRandomFile(join(folder, "image.img"), fileMib * MIB);
  const parts = join(folder, "parts");
  await mkdir(parts);
  await execute("split", [`--bytes=${PART_MIB}M`, "--numeric-suffixes", "--suffix-length=4", file.path, `${parts}/`]);
  const names = (await readdir(parts)).toSorted();
  return {
    folder,
    bytes: { file, parts: names.map((name) => join(parts, name)) },
    onDisk: await Service.start(join(folder, "on-disk")),
    sink: await Sink.start(join(folder, "sink")),
    onBucket: engines === null ? null : await startOnBucket(folder, engines),
  };
}

async function startOnBucket(folder: string, { postgres, s3 }: PairSettings): Promise<OnBucket> {
  const bucket = await makeBucket(s3);
  const secret = randomBytes(32).toString("base64url");
  const environment = {
    ...databaseEnvironment(await makeDatabase(postgres), secret),
    ...bucketEnvironment(s3, bucket),
  };
  return { service: await Service.start(join(folder, "on-bucket"), environment), s3, bucket };
}

export async function closeArena({ onDisk, sink, onBucket }: BytesArena): Promise<void> {
  await onDisk.stop();
  sink.stop();
  await onBucket?.service.stop();
}
