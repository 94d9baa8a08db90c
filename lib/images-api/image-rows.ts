import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { ImageRows } from "@/lib/images-api/objects/types";

/** What the object store asks of the rows and tells them. */
export function imageRows(metadata: MetadataStore): ImageRows {
  return {
    async takesParts(imageId) {
      const image = await metadata.findImage(imageId);
      if (image === null || image.deletedAt !== null || image.sha256 !== null) return false;
      return image.status === "started" || image.status === "uploading";
    },
    recordPart: (imageId) => metadata.recordPart(imageId, Date.now()),
    async mayBeDownloaded(imageId, sizeBytes) {
      const image = await metadata.findImage(imageId);
      if (image === null || image.deletedAt !== null) return "deleted";
      return image.status === "completed" && image.sizeBytes === sizeBytes ? "yes" : "damaged";
    },
  };
}
