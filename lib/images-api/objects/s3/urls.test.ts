import { afterEach, expect, test, vi } from "vitest";
import { type BucketClients, type BucketOptions, openClients } from "./client";
import { bucketUrls } from "./urls";

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0, 500);
const MINUTE_MS = 60_000;
const UPLOAD = { imageId: "image_a", uploadId: "upload" };
const IMAGE = { id: "image_a", name: "a b.img", sha256: "a".repeat(64) };

let clients: BucketClients | undefined;

afterEach(() => {
  clients?.close();
  vi.unstubAllEnvs();
});

function urls(options: Partial<BucketOptions> = {}) {
  clients = openClients({
    name: "images",
    region: "eu-central-1",
    endpoint: null,
    publicEndpoint: null,
    forcePathStyle: false,
    credentials: { accessKeyId: "key", secretAccessKey: "secret" },
    ...options,
  });
  return bucketUrls(clients, () => NOW);
}

const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

test("a part's URL is for an hour, and says nothing of checksums", async () => {
  const { url, expiresAt } = await urls().part(UPLOAD, 7);
  expect(expiresAt).toBe(NOW - 500 + 60 * MINUTE_MS);
  expect(new URL(url).origin + new URL(url).pathname).toBe(
    "https://images.s3.eu-central-1.amazonaws.com/images/image_a",
  );
  expect(queryOf(url)).toMatchObject({
    "X-Amz-Date": "20261121T120000Z",
    "X-Amz-Expires": "3600",
    "X-Amz-SignedHeaders": "host",
    partNumber: "7",
    uploadId: "upload",
  });
  expect(url).not.toMatch(/checksum|crc|sha1|trailer/i);
});

test("a part's URL is bound to what is expected", async () => {
  const contentMd5 = "kAFQmDzST7DWlj99KOF/cg==";
  const bound = urls();
  const sized = await bound.part(UPLOAD, 1, { sizeBytes: 5 });
  expect(queryOf(sized.url)["X-Amz-SignedHeaders"]).toBe("content-length;host");
  const both = await bound.part(UPLOAD, 1, { sizeBytes: 5, contentMd5 });
  expect(queryOf(both.url)["X-Amz-SignedHeaders"]).toBe("content-length;content-md5;host");
});

test("a download's URL is for twelve hours, and makes a browser save a file", async () => {
  const { url, expiresAt } = await urls().download(IMAGE);
  expect(expiresAt).toBe(NOW - 500 + 12 * 60 * MINUTE_MS);
  expect(queryOf(url)).toMatchObject({
    "X-Amz-Expires": "43200",
    "response-content-disposition": 'attachment; filename="a b.img"',
    "response-content-type": "application/octet-stream",
    "response-cache-control": "private, no-cache, no-transform",
  });
});

test("URLs are for where browsers reach the store, the server's own for where it does", async () => {
  const two = urls({
    endpoint: new URL("http://store:9000"),
    publicEndpoint: new URL("https://store.example"),
    forcePathStyle: true,
  });
  expect((await two.part(UPLOAD, 1)).url).toMatch(/^https:\/\/store\.example\/images\/images\/image_a\?/);
  expect((await two.download(IMAGE)).url).toMatch(/^https:\/\/store\.example\//);
  expect(await two.ownRead("image_a")).toMatch(/^http:\/\/store:9000\/images\/images\/image_a\?/);
});

test("a machine without credentials signs nothing", async () => {
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
  vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
  await expect(urls({ credentials: null }).part(UPLOAD, 1)).rejects.toMatchObject({ code: "S3_REFUSED" });
});

test("URLs end with the credentials that they are signed with", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "temporary");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  vi.stubEnv("AWS_SESSION_TOKEN", "token");
  vi.stubEnv("AWS_CREDENTIAL_EXPIRATION", new Date(NOW + 20 * MINUTE_MS).toISOString());
  const temporary = urls({ credentials: null });
  for (const { url, expiresAt } of [await temporary.part(UPLOAD, 1), await temporary.download(IMAGE)]) {
    expect(expiresAt).toBe(NOW - 500 + 20 * MINUTE_MS);
    expect(queryOf(url)).toMatchObject({ "X-Amz-Expires": "1200", "X-Amz-Security-Token": "token" });
  }
});
