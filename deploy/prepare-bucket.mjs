// Run once before the servers start: gives S3_BUCKET the CORS rule that browsers need to send and fetch bytes, for the pages of PUBLIC_URL.
// Waits for a store that is still starting. The same rule as JSON, and one for the lifecycle, stand in docs/operating.md.
import { setTimeout as delay } from "node:timers/promises";
import { HeadBucketCommand, PutBucketCorsCommand, S3Client } from "@aws-sdk/client-s3";

/** A store on the same machine starts within seconds. */
const WAIT_MS = 120_000;
const EVERY_MS = 2_000;

const {
  PUBLIC_URL = "",
  S3_ACCESS_KEY_ID: accessKeyId = "",
  S3_SECRET_ACCESS_KEY: secretAccessKey = "",
  S3_BUCKET: Bucket = "",
  S3_ENDPOINT: endpoint,
  S3_FORCE_PATH_STYLE,
  S3_REGION: region = "us-east-1",
} = process.env;

const client = new S3Client({
  region,
  forcePathStyle: S3_FORCE_PATH_STYLE === "on",
  ...(endpoint !== undefined && { endpoint }),
  ...(accessKeyId !== "" && { credentials: { accessKeyId, secretAccessKey } }),
  requestChecksumCalculation: "WHEN_REQUIRED",
});

const CORSConfiguration = {
  CORSRules: [
    {
      AllowedOrigins: [new URL(PUBLIC_URL).origin],
      AllowedMethods: ["GET", "HEAD", "PUT"],
      AllowedHeaders: ["*"],
      ExposeHeaders: ["Content-Range", "ETag"],
      MaxAgeSeconds: 3_600,
    },
  ],
};

const giveUpAt = Date.now() + WAIT_MS;
for (;;) {
  try {
    await client.send(new HeadBucketCommand({ Bucket }));
    break;
  } catch (error) {
    if (Date.now() > giveUpAt) throw error;
    console.log(`The bucket ${Bucket} cannot be reached yet: ${error instanceof Error ? error.name : String(error)}`);
    await delay(EVERY_MS);
  }
}
await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }));
console.log(`The bucket ${Bucket} takes requests of pages at ${PUBLIC_URL}.`);
