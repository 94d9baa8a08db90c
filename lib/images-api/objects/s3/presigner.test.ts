import { GetObjectCommand, UploadPartCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attachment } from "@/lib/images-api/objects/content-disposition";
import { type BucketClients, type BucketOptions, openClients } from "./client";
import { bucketPresigner } from "./presigner";
import { bucketUrls } from "./urls";

const NOW = Date.UTC(2026, 10, 21, 23, 59, 59);
const HOUR_S = 3_600;
const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

/** Stores by endpoint, style and name. */
const STORES: Record<string, Partial<BucketOptions>> = {
  "AWS, virtual host": {},
  "AWS, path style": { forcePathStyle: true },
  "AWS, a name with dots": { name: "images.of.ours" },
  "AWS, another partition": { region: "cn-north-1" },
  "AWS, an access point": { name: "arn:aws:s3:us-west-2:123456789012:accesspoint/images" },
  "a port, path style": { endpoint: new URL("http://store:9000"), forcePathStyle: true },
  "a port, virtual host": { endpoint: new URL("http://store.example:9000") },
  IPv6: { endpoint: new URL("http://[::1]:9000"), forcePathStyle: true },
  "the scheme's port": { endpoint: new URL("https://store.example:443"), forcePathStyle: true },
  "a path": { endpoint: new URL("https://store.example/below/a%20path"), forcePathStyle: true },
  "odd signs in the name": { endpoint: new URL("https://store.example"), forcePathStyle: true, name: "Our_images" },
  "two endpoints": { endpoint: new URL("http://store:9000"), publicEndpoint: new URL("https://store.example") },
};

const NAMES = [
  "plain.img",
  "a b.img",
  "it's (*new*)!~.img",
  "Übung 漢字 😀.img",
  '100% + "q" \\ & = ; / ?#.img',
  "\ud800",
];

let clients: BucketClients | undefined;

beforeEach(() => void vi.stubEnv("AWS_CONFIG_FILE", "/dev/null"));
afterEach(() => {
  clients?.close();
  vi.unstubAllEnvs();
});

function open(changes: Partial<BucketOptions>, now = NOW) {
  const store = { endpoint: null, publicEndpoint: null, forcePathStyle: false, credentials: KEYS };
  clients = openClients({ name: "images", region: "eu-central-1", ...store, ...changes });
  return { ...clients, urls: bucketUrls(clients, () => now) };
}

const timeOf = (expiresIn: number, now = NOW) => ({ expiresIn, signingDate: new Date(now) });

test.each(Object.entries(STORES))("URLs are those of the SDK: %s", async (_, store) => {
  const { urls, own, signing, bucket } = open(store);
  const object = { Bucket: bucket, Key: "images/image_a-Z_9" };
  for (const uploadId of ["upload", "VXBsb2FkIElE+/=", "2~Q.o_p-x"])
    for (const expected of [{}, { sizeBytes: 16_777_216 }, { sizeBytes: 5, contentMd5: "kAFQmDzST7DWlj99KOF/cg==" }]) {
      const part = new UploadPartCommand({
        ...object,
        UploadId: uploadId,
        PartNumber: 10_000,
        ContentLength: expected.sizeBytes,
        ContentMD5: expected.contentMd5,
      });
      expect((await urls.part({ imageId: "image_a-Z_9", uploadId }, 10_000, expected)).url).toBe(
        await getSignedUrl(signing, part, timeOf(HOUR_S)),
      );
    }
  for (const name of NAMES) {
    const get = new GetObjectCommand({
      ...object,
      ResponseContentDisposition: attachment(name),
      ResponseContentType: "application/octet-stream",
      ResponseCacheControl: "private, no-cache, no-transform",
    });
    expect((await urls.download({ id: "image_a-Z_9", name, sha256: "" })).url).toBe(
      await getSignedUrl(signing, get, timeOf(12 * HOUR_S)),
    );
  }
  const read = await getSignedUrl(own, new GetObjectCommand(object), timeOf(HOUR_S / 4));
  expect(await urls.ownRead("image_a-Z_9")).toBe(read);
});

test("a session's token and another day are signed as the SDK signs them", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "temporary");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  vi.stubEnv("AWS_SESSION_TOKEN", "to/ken+=");
  let now = NOW;
  const { signing, ...rest } = open({ credentials: null });
  const urls = bucketUrls({ signing, ...rest }, () => now);
  for (now of [NOW, NOW + 1000]) {
    const command = new GetObjectCommand({ Bucket: "images", Key: "images/image_a" });
    const url = await getSignedUrl(rest.own, command, timeOf(HOUR_S / 4, now));
    expect(await urls.ownRead("image_a")).toBe(url);
    expect(url).toContain(now === NOW ? "X-Amz-Date=20261121T235959Z" : "X-Amz-Date=20261122T000000Z");
  }
});

test("what could not be found out is asked anew", async () => {
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
  const { own, bucket } = open({ credentials: null });
  const presign = bucketPresigner(own, bucket);
  const request = { method: "GET", key: "images/image_a", query: {} } as const;
  await expect(presign(request, timeOf(HOUR_S))).rejects.toMatchObject({ code: "S3_REFUSED" });
  vi.stubEnv("AWS_ACCESS_KEY_ID", "late");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  expect(await presign(request, timeOf(HOUR_S))).toContain("X-Amz-Credential=late%2F");
});
