import { ApiError } from "@/lib/contract/errors";
import { FaultError, faultOf } from "@/lib/upload/machine/fault";
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

/** A deletion is asked for again after so many milliseconds, where the answer names no time. */
const DELETE_AGAIN_MILLISECONDS = 3_000;

/**
 * Like `removeImage`, of an image that cannot be deleted while the provider works on it.
 * @throws FaultError `busy` when it has to be asked again
 */
export async function removePatiently(api: ImagesApi, owner: UploadTarget, imageId: string): Promise<void> {
  try {
    await removeImage(api, owner, imageId);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "conflict") throw error;
    const seconds = error.retryAfterSeconds;
    const retryAfterMilliseconds = seconds === undefined ? DELETE_AGAIN_MILLISECONDS : seconds * 1_000;
    throw new FaultError({ kind: "busy", cause: error.message, retryAfterMilliseconds });
  }
}
