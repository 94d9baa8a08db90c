import { attachment } from "@/lib/images-api/objects/content-disposition";
import { DOWNLOAD_URL_LIFETIME_MS, PART_URL_LIFETIME_MS } from "@/lib/images-api/objects/link-lifetimes";
import { checkedPartNumber } from "@/lib/images-api/objects/names";
import type { DownloadableImage, ExpectedPart, PresignedUrl } from "@/lib/images-api/objects/types";
import type { Clock } from "@/lib/utils/steady-clock";
import { bucketError } from "./bucket-error";
import type { BucketClients } from "./client";
import { objectKey } from "./keys";
import type { Upload } from "./parts";
import { bucketPresigner, type SigningTime } from "./presigner";

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
  const presign = bucketPresigner(signing, bucket);
  const presignOwn = bucketPresigner(own, bucket);

  /** Whole seconds, as they are signed. */
  async function sign(lifetimeMs: number, make: (time: SigningTime) => Promise<string>): Promise<PresignedUrl> {
    const { expiration } = await own.config.credentials().catch((error: unknown) => {
      throw bucketError("credentials", error);
    });
    const signedAt = Math.floor(clock() / 1000);
    const end = Math.min(signedAt + lifetimeMs / 1000, Math.floor((expiration?.getTime() ?? Infinity) / 1000));
    const expiresIn = Math.max(1, end - signedAt);
    const url = await make({ expiresIn, signingDate: new Date(signedAt * 1000) });
    return { url, expiresAt: (signedAt + expiresIn) * 1000 };
  }

  // `x-id` names the operation, as the SDK's clients do.
  return {
    part({ imageId, uploadId }, partNumber, { sizeBytes, contentMd5 } = {}) {
      const number = String(checkedPartNumber(partNumber));
      const request = {
        method: "PUT",
        key: objectKey(imageId),
        query: { partNumber: number, uploadId, "x-id": "UploadPart" },
        headers: {
          ...(sizeBytes !== undefined && { "content-length": String(sizeBytes) }),
          ...(contentMd5 !== undefined && { "content-md5": contentMd5 }),
        },
      } as const;
      return sign(PART_URL_LIFETIME_MS, (time) => presign(request, time));
    },
    download({ id, name }) {
      const query = {
        "response-content-disposition": attachment(name),
        "response-content-type": "application/octet-stream",
        // Whatever stands between must not compress: the checksum is of these bytes.
        "response-cache-control": "private, no-cache, no-transform",
        "x-id": "GetObject",
      };
      return sign(DOWNLOAD_URL_LIFETIME_MS, (time) => presign({ method: "GET", key: objectKey(id), query }, time));
    },
    async ownRead(imageId) {
      const request = { method: "GET", key: objectKey(imageId), query: { "x-id": "GetObject" } } as const;
      return (await sign(OWN_LIFETIME_MS, (time) => presignOwn(request, time))).url;
    },
  };
}
