import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { loadConfig } from "@/lib/config/config";
import { ConfigError } from "@/lib/config/config-error";
import { openEmbeddedApi } from "./open-images-api";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-start-"));
});
afterEach(() => rm(folder, { recursive: true }));

function bucketEnvironment(bucket: string): Record<string, string> {
  const { endpoint, region, accessKeyId, secretAccessKey } = inject("engines").s3;
  return {
    S3_BUCKET: bucket,
    S3_ENDPOINT: endpoint,
    S3_REGION: region,
    S3_FORCE_PATH_STYLE: "on",
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  };
}

/** @returns the name of a new bucket */
async function makeBucket(): Promise<string> {
  const { prefix, ...credentials } = inject("engines").s3;
  const name = `${prefix.replaceAll("_", "-")}-${randomBytes(6).toString("hex")}`;
  const client = new S3Client({ ...credentials, credentials, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: name }));
  client.destroy();
  return name;
}

/** What whoever starts a server of this environment reads. */
async function problemsOf(environment: Record<string, string>): Promise<string> {
  const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: "silent", ...environment });
  const error: unknown = await openEmbeddedApi(config).catch((thrown: unknown) => thrown);
  if (!(error instanceof ConfigError)) throw new Error("It started.", { cause: error });
  return error.problems.join("\n");
}

test("a database that refuses is told with its variable, and its password is not", async () => {
  const url = new URL(inject("engines").postgres.url);
  url.password = "a-wrong-password";
  const told = await problemsOf({ DATABASE_URL: url.href, SESSION_SECRET: "s".repeat(44) });
  expect(told).toMatch(/^The database of DATABASE_URL cannot be used \(.*password authentication failed/);
  expect(told).not.toContain("a-wrong-password");
});

test("neither engine is waited for when only its encryption is wrong", async () => {
  const url = new URL(inject("engines").postgres.url);
  url.searchParams.set("sslmode", "require");
  expect(await problemsOf({ DATABASE_URL: url.href, SESSION_SECRET: "s".repeat(44) })).toContain(
    "does not support SSL",
  );
  const environment = bucketEnvironment("any-bucket");
  const endpoint = environment["S3_ENDPOINT"]?.replace("http:", "https:") ?? "";
  expect(await problemsOf({ ...environment, S3_ENDPOINT: endpoint })).toContain("HeadBucketCommand");
});

test("a bucket that is not there is told with its variables", async () => {
  const told = await problemsOf(bucketEnvironment("no-such-bucket"));
  expect(told).toMatch(
    /^The bucket no-such-bucket of S3_BUCKET, at 127\.0\.0\.1:\d+, cannot be used \(.*404.*\)\. .* S3_ENDPOINT/,
  );
  expect(told).not.toContain(inject("engines").s3.secretAccessKey);
});

test("bytes that are elsewhere than is configured are told with both places and what to do", async () => {
  const onDisk = await openEmbeddedApi(loadConfig({ DATA_DIR: folder, LOG_LEVEL: "silent" }));
  await onDisk.close();
  const bucket = await makeBucket();
  const told = await problemsOf(bucketEnvironment(bucket));
  expect(told).toContain(`on this server's disk, but S3_BUCKET says that they are in the bucket ${bucket}`);
  expect(told).toContain("npm run admin -- migrate-store");
});
