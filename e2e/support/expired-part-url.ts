import { S3Client, UploadPartCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const HOUR_MS = 60 * 60 * 1000;

/** A URL of a part, signed with the bucket's own key, that ended almost an hour ago. @param environment a server's with a bucket */
export async function expiredPartUrl(environment: Readonly<Record<string, string>>): Promise<string> {
  const { S3_BUCKET, S3_PUBLIC_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = environment;
  const client = new S3Client({
    endpoint: S3_PUBLIC_ENDPOINT ?? "",
    region: S3_REGION ?? "",
    credentials: { accessKeyId: S3_ACCESS_KEY_ID ?? "", secretAccessKey: S3_SECRET_ACCESS_KEY ?? "" },
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  const command = new UploadPartCommand({ Bucket: S3_BUCKET, Key: "images/expired", UploadId: "any", PartNumber: 1 });
  const signingDate = new Date(Date.now() - HOUR_MS);
  return getSignedUrl(client, command, { signingDate, expiresIn: 60 });
}
