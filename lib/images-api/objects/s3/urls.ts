import { GetObjectCommand, UploadPartCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { attachment } from "@/lib/images-api/objects/content-disposition";
import { DOWNLOAD_URL_LIFETIME_MS, PART_URL_LIFETIME_MS } from "@/lib/images-api/objects/link-lifetimes";
import { checkedPartNumber } from "@/lib/images-api/objects/names";
import type { DownloadableImage, ExpectedPart, PresignedUrl } from "@/lib/images-api/objects/types";
import type { Clock } from "@/lib/utils/steady-clock";
import { bucketError } from "./bucket-error";
import type { BucketClients } from "./client";
import { objectKey } from "./keys";
import type { Upload } from "./parts";

/** For this server's own reading, in milliseconds: another one is signed for each request. */
const OWN_LIFETIME_MS = 15 * 60 * 1000;

export interface BucketUrls {
  /** @throws RangeError for what is not a part number */
  part(upload: Upload, partNumber: number, expected?: ExpectedPart): Promise<PresignedUrl>;
  download(image: DownloadableImage): Promise<PresignedUrl>;
  /** As this server reaches it. */
  ownRead(imageId: string): Promise<string>;
}

/** Signs URLs with version 4 of AWS' signatures. They hold no longer than the credentials that they are signed with. */
export function bucketUrls({ bucket, own, signing }: BucketClients, clock: Clock): BucketUrls {
  /** Whole seconds, as they are signed. */
  async function sign(
    lifetimeMs: number,
    make: (options: { expiresIn: number; signingDate: Date }) => Promise<string>,
  ): Promise<PresignedUrl> {
    const { expiration } = await own.config.credentials().catch((error: unknown) => {
      throw bucketError("credentials", error);
    });
    const signedAt = Math.floor(clock() / 1000);
    const end = Math.min(signedAt + lifetimeMs / 1000, Math.floor((expiration?.getTime() ?? Infinity) / 1000));
    const expiresIn = Math.max(1, end - signedAt);
    const url = await make({ expiresIn, signingDate: new Date(signedAt * 1000) });
    return { url, expiresAt: (signedAt + expiresIn) * 1000 };
  }

  return {
    part({ imageId, uploadId }, partNumber, { sizeBytes, contentMd5 } = {}) {
      const command = new UploadPartCommand({
        Bucket: bucket,
        Key: objectKey(imageId),
        UploadId: uploadId,
        PartNumber: checkedPartNumber(partNumber),
        ContentLength: sizeBytes,
        ContentMD5: contentMd5,
      });
      return sign(PART_URL_LIFETIME_MS, (options) => getSignedUrl(signing, command, options));
    },
    download({ id, name }) {
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: objectKey(id),
        ResponseContentDisposition: attachment(name),
        ResponseContentType: "application/octet-stream",
        // Whatever stands between must not compress: the checksum is of these bytes.
        ResponseCacheControl: "private, no-cache, no-transform",
      });
      return sign(DOWNLOAD_URL_LIFETIME_MS, (options) => getSignedUrl(signing, command, options));
    },
    async ownRead(imageId) {
      const command = new GetObjectCommand({ Bucket: bucket, Key: objectKey(imageId) });
      return (await sign(OWN_LIFETIME_MS, (options) => getSignedUrl(own, command, options))).url;
    },
  };
}
