import { randomBytes } from "node:crypto";
import { bucketEnvironment, makeBucket } from "./buckets";
import { makeDatabase } from "./databases";
import type { PairSettings } from "./engine-pair";

/** What servers are configured with that share a new database and a new bucket. */
export interface ServersEnvironment extends Record<string, string> {
  DATABASE_URL: string;
  S3_BUCKET: string;
  SESSION_SECRET: string;
}

/** Makes the database and the bucket. */
export async function newServersEnvironment({ postgres, s3 }: PairSettings): Promise<ServersEnvironment> {
  const [url, bucket] = await Promise.all([makeDatabase(postgres), makeBucket(s3)]);
  return {
    ...bucketEnvironment(s3, bucket),
    DATABASE_URL: url,
    S3_BUCKET: bucket,
    SESSION_SECRET: randomBytes(32).toString("base64"),
  };
}
