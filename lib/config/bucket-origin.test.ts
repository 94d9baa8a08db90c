import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConfig } from "./config";
import { type Bucket, bucketOrigin } from "./engines";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "images-dashboard-origin-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMES = [
  "images",
  "my-images-2",
  "my.images",
  "a.b",
  "images.example.com",
  "a1.-b",
  "192.168.0.1",
  "a..b",
  "a-.b",
];

const ENDPOINTS = [
  "https://store.example",
  "https://store.example:9000",
  "http://store.example:9000/",
  "https://store.example/base/path",
  "http://127.0.0.1:9000",
  "https://10.0.0.7",
  "http://[::1]:9000",
  "https://[2001:db8::1]",
  "http://localhost:9000",
  "https://localhost",
  "http://store:9000",
  "https://s3.eu-central-1.amazonaws.com",
  "https://account.r2.cloudflarestorage.com",
];

const REGIONS = [
  "us-east-1",
  "eu-central-1",
  "cn-north-1",
  "us-gov-west-1",
  "us-iso-east-1",
  "us-isob-east-1",
  "us-isof-south-1",
  "eu-isoe-west-1",
  "eusc-de-east-1",
  "garage",
  "auto",
];

/** What the SDK signs for such a bucket. */
async function signedOrigin({ name, region, endpoint, publicEndpoint, forcePathStyle }: Bucket): Promise<string> {
  const seenFrom = publicEndpoint ?? endpoint;
  const client = new S3Client({
    region,
    forcePathStyle,
    credentials: { accessKeyId: "key", secretAccessKey: "secret" },
    ...(seenFrom === null ? {} : { endpoint: seenFrom.href }),
  });
  const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: name, Key: "images/image_a" }));
  client.destroy();
  return new URL(url).origin;
}

function bucketOf(name: string, environment: Record<string, string>): Bucket {
  const { bucket } = loadConfig({ DATA_DIR: folder, S3_BUCKET: name, ...environment });
  if (bucket === null) throw new Error("There is no bucket.");
  return bucket;
}

test.each(NAMES)("the origin of %s is that of the URLs that are signed, wherever it is", async (name) => {
  const places = [
    ...REGIONS.map((region) => ({ S3_REGION: region })),
    ...ENDPOINTS.map((endpoint) => ({ S3_ENDPOINT: endpoint })),
    { S3_ENDPOINT: "http://store:9000", S3_PUBLIC_ENDPOINT: "https://store.example" },
  ];
  for (const place of places) {
    for (const forced of ["on", "off"]) {
      const environment = { ...place, S3_FORCE_PATH_STYLE: forced };
      const bucket = bucketOf(name, environment);
      expect({ environment, origin: bucketOrigin(bucket) }).toEqual({
        environment,
        origin: await signedOrigin(bucket),
      });
    }
  }
});
