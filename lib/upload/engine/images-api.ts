import { deleteImage, getImage } from "@/lib/client/api";
import { completeImage, createImage, planUpload } from "@/lib/client/uploads-api";
import type { Image } from "@/lib/contract/image";
import type { CreatedImage, CreateImageInput, UploadPlan } from "@/lib/contract/upload-plan";
import type { UploadTarget } from "@/lib/upload/upload-commands";

/**
 * What the engine asks of the dashboard's API, each in the name of the upload's own account: under another one's session the
 * server refuses it. Each rejects with what `faultOf` knows, or the signal's reason.
 */
export interface ImagesApi {
  create(owner: UploadTarget, image: CreateImageInput, signal: AbortSignal): Promise<CreatedImage>;
  /** How a file is sent to an image that was made earlier. */
  plan(owner: UploadTarget, imageId: string, file: { sizeBytes: number }): Promise<UploadPlan>;
  read(owner: UploadTarget, imageId: string, signal: AbortSignal): Promise<Image>;
  complete(owner: UploadTarget, imageId: string, sha256: string, signal: AbortSignal): Promise<Image>;
  /** Not to be aborted: whether the image is gone must become known. */
  remove(owner: UploadTarget, imageId: string): Promise<void>;
}

/** The dashboard's own API. */
export const imagesApi: ImagesApi = {
  create: createImage,
  plan: planUpload,
  read: getImage,
  complete: (owner, imageId, sha256, signal) => completeImage(owner, imageId, { sha256 }, signal),
  remove: deleteImage,
};
