import { isIP } from "node:net";
import { ConfigError } from "./config-error";
import type { Values } from "./environment";

/** A Postgres database and how it is used. */
export interface Database {
  /** As libpq reads it, `sslmode` and `sslrootcert` among its parameters. Holds a password: never to be logged. */
  url: string;
  /** Connections that one process holds at most. */
  poolSize: number;
  /** A statement that takes longer, in milliseconds, is given up. */
  statementTimeoutMs: number;
}

/** A bucket of an object store that speaks S3. */
export interface Bucket {
  name: string;
  region: string;
  /** Where this server reaches the store; null for AWS' own endpoint of the region. */
  endpoint: URL | null;
  /** Where browsers reach it; null for the same. Presigned URLs are made for it, and a signature holds for one host only. */
  publicEndpoint: URL | null;
  /** `https://store/bucket/key` in place of `https://bucket.store/key`. */
  forcePathStyle: boolean;
  /** Null where the machine itself has credentials: a role, a profile, a container's. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
}

/** @throws ConfigError when replicas could not open each other's cookies */
export function databaseOf(values: Values): Database | null {
  if (values.DATABASE_URL === undefined) return null;
  if (values.SESSION_SECRET === undefined) {
    throw new ConfigError([
      "SESSION_SECRET must be set when DATABASE_URL is: every server on that database seals and opens the same cookies. `openssl rand -base64 32` makes one.",
    ]);
  }
  return {
    url: values.DATABASE_URL,
    poolSize: values.DATABASE_POOL_SIZE,
    statementTimeoutMs: Math.round(values.DATABASE_STATEMENT_TIMEOUT_SECONDS * 1_000),
  };
}

/** @throws ConfigError naming what is missing beside what is set */
export function bucketOf(values: Values): Bucket | null {
  const { S3_BUCKET, S3_ENDPOINT, S3_PUBLIC_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = values;
  if (S3_BUCKET === undefined) {
    const others = { S3_ENDPOINT, S3_PUBLIC_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY };
    const [isSet] = Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    if (isSet === undefined) return null;
    throw new ConfigError([`S3_BUCKET must be set when ${isSet} is: it names the bucket that images are kept in.`]);
  }
  if ((S3_ACCESS_KEY_ID === undefined) !== (S3_SECRET_ACCESS_KEY === undefined)) {
    throw new ConfigError([
      "S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together. Set both, or neither where the machine has a role.",
    ]);
  }
  return {
    name: S3_BUCKET,
    region: values.S3_REGION,
    endpoint: S3_ENDPOINT === undefined ? null : new URL(S3_ENDPOINT),
    publicEndpoint: S3_PUBLIC_ENDPOINT === undefined ? null : new URL(S3_PUBLIC_ENDPOINT),
    // Certificates for `*.store` do not hold for a bucket with dots before it.
    forcePathStyle: values.S3_FORCE_PATH_STYLE === "on" || S3_BUCKET.includes("."),
    credentials:
      S3_ACCESS_KEY_ID === undefined || S3_SECRET_ACCESS_KEY === undefined
        ? null
        : { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY },
  };
}

/** AWS' partitions that are no `amazonaws.com`, by how their regions begin. */
const SUFFIXES: readonly (readonly [prefix: string, suffix: string])[] = [
  ["cn-", "amazonaws.com.cn"],
  ["eusc-", "amazonaws.eu"],
  ["us-iso-", "c2s.ic.gov"],
  ["us-isob-", "sc2s.sgov.gov"],
  ["us-isof-", "csp.hci.ic.gov"],
  ["eu-isoe-", "cloud.adc-e.uk"],
];

function suffixOf(region: string): string {
  return SUFFIXES.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "amazonaws.com";
}

/** The origin that presigned URLs of this bucket have: what the AWS SDK makes of the same settings, without loading it. */
export function bucketOrigin({ name, region, endpoint, publicEndpoint, forcePathStyle }: Bucket): string {
  const url = new URL(publicEndpoint ?? endpoint ?? `https://s3.${region}.${suffixOf(region)}`);
  const isAddress = isIP(url.hostname.replaceAll(/[[\]]/g, "")) !== 0;
  if (!forcePathStyle && !isAddress) url.hostname = `${name}.${url.hostname}`;
  return url.origin;
}
