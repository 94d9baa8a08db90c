import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Config, loadConfig } from "./config";
import { ConfigError } from "./config-error";

const SECRET = "0123456789abcdef0123456789abcdef";
const DATABASE_URL = "postgres://images:secret@db.example/images";
const KEYS = { S3_ACCESS_KEY_ID: "key", S3_SECRET_ACCESS_KEY: "secret" };

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "images-dashboard-engines-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function load(environment: Record<string, string>): Config {
  return loadConfig({ DATA_DIR: folder, ...environment });
}

test("with nothing set rows and bytes are in the data folder, and what arrives is verified", () => {
  expect(load({})).toMatchObject({ database: null, bucket: null, verifyUploads: true });
});

test("a database has limits of its own", () => {
  const { database } = load({ DATABASE_URL, SESSION_SECRET: SECRET, DATABASE_STATEMENT_TIMEOUT_SECONDS: "2.5" });
  expect(database).toEqual({ url: DATABASE_URL, poolSize: 10, statementTimeoutMs: 2_500 });
});

test("a bucket is AWS' own where no endpoint is named", () => {
  expect(load({ S3_BUCKET: "images", ...KEYS }).bucket).toEqual({
    name: "images",
    region: "us-east-1",
    endpoint: null,
    publicEndpoint: null,
    forcePathStyle: false,
    credentials: { accessKeyId: "key", secretAccessKey: "secret" },
  });
});

test("a bucket may be elsewhere, and elsewhere for browsers, with the machine's own credentials", () => {
  const { bucket } = load({
    S3_BUCKET: "images",
    S3_ENDPOINT: "http://store:9000",
    S3_PUBLIC_ENDPOINT: "https://store.example",
    S3_FORCE_PATH_STYLE: "on",
    VERIFY_UPLOADS: "off",
  });
  expect(bucket?.endpoint?.href).toBe("http://store:9000/");
  expect(bucket?.publicEndpoint?.href).toBe("https://store.example/");
  expect(bucket).toMatchObject({ forcePathStyle: true, credentials: null });
});

test.each<[Record<string, string>, RegExp]>([
  [{ DATABASE_URL: "mysql://db/images", SESSION_SECRET: SECRET }, /^DATABASE_URL must be a URL such as postgres:/],
  [{ DATABASE_URL }, /^SESSION_SECRET must be set when DATABASE_URL is/],
  [{ DATABASE_URL, SESSION_SECRET: SECRET, DATABASE_POOL_SIZE: "1" }, /^DATABASE_POOL_SIZE must be 2 or more/],
  [{ S3_ENDPOINT: "https://store.example" }, /^S3_BUCKET must be set when S3_ENDPOINT is/],
  [{ S3_BUCKET: "Images", ...KEYS }, /^S3_BUCKET must be a bucket's name/],
  [{ S3_BUCKET: "images--use1-az4--x-s3", ...KEYS }, /^S3_BUCKET must be a general purpose bucket/],
  [{ S3_BUCKET: "images", S3_ACCESS_KEY_ID: "key" }, /^S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together/],
  [{ S3_BUCKET: "images", S3_ENDPOINT: "store:9000" }, /^S3_ENDPOINT must be a URL/],
])("what does not fit together is told: %o", (environment, problem) => {
  expect(() => load(environment)).toThrow(ConfigError);
  expect(() => load(environment)).toThrow(problem);
});
