import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
} from "@aws-sdk/client-s3";
import { s3Client, type S3Settings } from "@/e2e/support/engines/buckets";

/** Removes what an upload left in a bucket: a run sends more than a small disk holds. */
export async function emptyBucket(settings: S3Settings, bucket: string): Promise<void> {
  const client = s3Client(settings);
  try {
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    for (const { Key, UploadId } of Uploads)
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    for (const { Key } of Contents) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  } finally {
    client.destroy();
  }
}
