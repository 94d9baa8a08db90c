import { faultOf } from "@/lib/upload/machine/fault";
import type { UploadTarget } from "@/lib/upload/upload-commands";
import type { ImagesApi } from "./images-api";

/** Deletes an image; one that is gone already is deleted. Rejects with what the request rejects with. */
export async function removeImage(api: ImagesApi, owner: UploadTarget, imageId: string): Promise<void> {
  try {
    await api.remove(owner, imageId);
  } catch (error) {
    const fault = faultOf(error);
    if (fault.kind !== "stopped" || fault.failure.code !== "not_found") throw error;
  }
}
