import {
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  NoSuchUpload,
  type S3Client,
} from "@aws-sdk/client-s3";

/** What all keys of the product begin with. */
const PREFIX = "images/";

/** Bytes of each object, by what follows the prefix. */
export async function sealedBytes(client: S3Client, bucket: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (let after: string | undefined; ;) {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, ...(after !== undefined && { StartAfter: after }) }),
    );
    for (const { Key = "", Size = 0 } of page.Contents ?? []) sizes.set(Key.replace(PREFIX, ""), Size);
    after = page.Contents?.at(-1)?.Key;
    if (page.IsTruncated !== true) return sizes;
  }
}

/**
 * Bytes of the parts of uploads that are open, by what follows the prefix. One that nobody noted and that has no parts is no image's: a
 * server was killed between beginning it and noting it, and it goes after a day.
 * @param noted upload ids by image id
 */
export async function openBytes(
  client: S3Client,
  bucket: string,
  noted: ReadonlyMap<string, string>,
): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (let marker: { KeyMarker?: string; UploadIdMarker?: string } = {}; ;) {
    const page = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, ...marker }));
    for (const { Key = "", UploadId = "" } of page.Uploads ?? []) {
      const imageId = Key.replace(PREFIX, "");
      const bytes = await bytesOfParts(client, { Bucket: bucket, Key, UploadId });
      if (bytes === null || (bytes === 0 && noted.get(imageId) !== UploadId)) continue;
      sizes.set(imageId, (sizes.get(imageId) ?? 0) + bytes);
    }
    const { NextKeyMarker, NextUploadIdMarker } = page;
    if (page.IsTruncated !== true || NextKeyMarker === undefined || NextUploadIdMarker === undefined) return sizes;
    marker = { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker };
  }
}

/** Null when the upload ended after it was listed. No image here has more parts than a page. */
async function bytesOfParts(
  client: S3Client,
  upload: { Bucket: string; Key: string; UploadId: string },
): Promise<number | null> {
  try {
    const { Parts = [] } = await client.send(new ListPartsCommand(upload));
    return Parts.reduce((sum, { Size = 0 }) => sum + Size, 0);
  } catch (error) {
    if (error instanceof NoSuchUpload) return null;
    throw error;
  }
}
