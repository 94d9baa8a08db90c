import type { Logger } from "pino";
import type { BucketOptions } from "@/lib/images-api/objects/s3/client";

/** A Postgres database. */
export interface DatabaseOptions {
  /** Holds a password: never to be logged. */
  url: string;
  /** Connections held at most. */
  poolSize: number;
  /** In milliseconds. */
  statementTimeoutMs: number;
}

/** Which stores there are. Any database goes with any place of the bytes. */
export interface StoresOptions {
  /** Of SQLite's file and of bytes on disk; made when it is missing and needed. */
  dataDirectory: string;
  /** Base of the `/objects` URLs of bytes on disk. */
  publicUrl: URL;
  /** Null for SQLite. */
  database: DatabaseOptions | null;
  /** Null for the disk. */
  bucket: BucketOptions | null;
  /** For so long, in milliseconds, a database or a bucket that is not there yet is waited for. */
  patienceMs?: number;
  log: Logger;
}
