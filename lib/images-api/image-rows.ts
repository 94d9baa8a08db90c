import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";
import type { ImageRows } from "@/lib/images-api/objects/types";

/**
 * The time of an upload's last part is as true as this, in milliseconds: what goes by it counts in days. Each write is a sync of the disk,
 * which would double the syncs of a part and stop everything else meanwhile; a look is none.
 */
const ACTIVITY_PRECISION_MS = 60_000;

/** What the object store asks of the rows and tells them. */
export function imageRows(metadata: MetadataStore): ImageRows {
  return {
    isKnown: async (imageId) => (await metadata.findImage(imageId)) !== null,
    async takesParts(imageId) {
      const image = await metadata.findImage(imageId);
      return image !== null && isOpen(image);
    },
    async recordPart(imageId) {
      const [image, now] = [await metadata.findImage(imageId), Date.now()];
      const isKnown = image?.status === "uploading" && Math.abs(now - image.activeAt) <= ACTIVITY_PRECISION_MS;
      return isKnown ? isOpen(image) : metadata.recordPart(imageId, now);
    },
    async mayBeDownloaded(imageId, sizeBytes) {
      const image = await metadata.findImage(imageId);
      if (image === null || image.deletedAt !== null) return "deleted";
      return image.status === "completed" && image.sizeBytes === sizeBytes ? "yes" : "damaged";
    },
  };
}

function isOpen({ status, sha256, deletedAt }: ImageRow): boolean {
  return deletedAt === null && sha256 === null && (status === "started" || status === "uploading");
}
