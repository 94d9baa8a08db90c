import { createHash, createHmac } from "node:crypto";
import type { S3Settings } from "./settings";

/** Seconds that a URL is good for. */
const EXPIRES_SECONDS = 600;

/**
 * A presigned URL for a bucket or an object, path style.
 * Signature version 4 in the query: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 * @param path below the bucket; empty for the bucket
 */
export function presignedUrl(settings: S3Settings, method: string, path: string, now: Date): string {
  const url = new URL(settings.endpoint);
  const bucketPath = `/${settings.bucket}${path}`;
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const day = stamp.slice(0, 8);
  const scope = `${day}/${settings.region}/s3/aws4_request`;
  const query = Object.entries({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `${settings.accessKeyId}/${scope}`,
    "X-Amz-Date": stamp,
    "X-Amz-Expires": String(EXPIRES_SECONDS),
    "X-Amz-SignedHeaders": "host",
  })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  const request = [method, bucketPath, query, `host:${url.host}`, "", "host", "UNSIGNED-PAYLOAD"].join("\n");
  const digest = createHash("sha256").update(request).digest("hex");
  const toSign = ["AWS4-HMAC-SHA256", stamp, scope, digest].join("\n");
  const key = [day, settings.region, "s3", "aws4_request"].reduce<string | Buffer>(
    (secret, text) => createHmac("sha256", secret).update(text).digest(),
    `AWS4${settings.secretAccessKey}`,
  );
  const signature = createHmac("sha256", key).update(toSign).digest("hex");
  return `${url.origin}${bucketPath}?${query}&X-Amz-Signature=${signature}`;
}
