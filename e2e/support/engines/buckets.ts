import { randomBytes } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from "@aws-sdk/client-s3";

/** Where buckets can be made. */
export interface S3Settings {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Begins the names of this run's buckets. */
  prefix: string;
}

/** A client that asks for nothing that only some stores know. */
export function s3Client({ endpoint, region, accessKeyId, secretAccessKey }: S3Settings): S3Client {
  return new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
}

/** What a server is configured with to use a bucket. */
export function bucketEnvironment(settings: S3Settings, bucket: string): Record<string, string> {
  return {
    S3_BUCKET: bucket,
    S3_ENDPOINT: settings.endpoint,
    S3_REGION: settings.region,
    S3_FORCE_PATH_STYLE: "on",
    S3_ACCESS_KEY_ID: settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
  };
}

/** Makes an empty bucket. @returns its name */
export async function makeBucket(settings: S3Settings): Promise<string> {
  const client = s3Client(settings);
  // Names of buckets know no underscore.
  const name = `${settings.prefix.replaceAll("_", "-")}-${randomBytes(6).toString("hex")}`;
  try {
    await client.send(new CreateBucketCommand({ Bucket: name }));
  } finally {
    client.destroy();
  }
  return name;
}

/** Removes all buckets of this run, with what is in them and what was begun in them. */
export async function removeBuckets(settings: S3Settings): Promise<void> {
  const client = s3Client(settings);
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  const prefix = `${settings.prefix.replaceAll("_", "-")}-`;
  for (const { Name: bucket } of Buckets) {
    if (bucket?.startsWith(prefix) === true) await removeBucket(client, bucket);
  }
  client.destroy();
}

async function removeBucket(client: S3Client, bucket: string): Promise<void> {
  for (let isTruncated = true; isTruncated;) {
    const page = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    for (const { Key, UploadId } of page.Uploads ?? []) {
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
    }
    isTruncated = page.IsTruncated ?? false;
  }
  for (let isTruncated = true; isTruncated;) {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    for (const { Key } of page.Contents ?? []) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    isTruncated = page.IsTruncated ?? false;
  }
  await client.send(new DeleteBucketCommand({ Bucket: bucket }));
}
