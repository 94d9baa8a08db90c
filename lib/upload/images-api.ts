import { completeImage, createImage, deleteImage, getImage, getSession, planUpload } from "@/lib/client/api";
import type { Image } from "@/lib/contract/image";
import type { CreatedImage, UploadPlan } from "@/lib/contract/upload-plan";

/** What the engine asks of the dashboard's API. Each rejects with what `faultOf` knows, or the signal's reason. */
export interface ImagesApi {
  create(connection: string, image: { name: string; sizeBytes: number }, signal: AbortSignal): Promise<CreatedImage>;
  /** How a file is sent to an image that was made earlier. */
  plan(connection: string, imageId: string, file: { sizeBytes: number }): Promise<UploadPlan>;
  read(connection: string, imageId: string, signal: AbortSignal): Promise<Image>;
  complete(connection: string, imageId: string, sha256: string, signal: AbortSignal): Promise<Image>;
  /** Not to be aborted: whether the image is gone must become known. */
  remove(connection: string, imageId: string): Promise<void>;
  /** The account's name, as in `UploadState`; null as well when nobody is signed in. */
  signedInAs(connection: string, signal: AbortSignal): Promise<string | null>;
}

/** The dashboard's own API. */
export const imagesApi: ImagesApi = {
  create: createImage,
  plan: planUpload,
  read: getImage,
  complete: (connection, imageId, sha256, signal) => completeImage(connection, imageId, { sha256 }, signal),
  remove: deleteImage,
  async signedInAs(connection, signal) {
    const { connections } = await getSession(signal);
    return connections.find(({ id }) => id === connection)?.account.name ?? null;
  },
};
