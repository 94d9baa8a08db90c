import { errorBodySchema, ApiError } from "@/lib/contract/errors";
import type { UploadFailure } from "@/lib/upload/upload-view";
import type { Engine } from "./engine";

const errorCodeSchema = errorBodySchema.shape.error.shape.code;

/**
 * Stops an upload and deletes its image. Resolves when nothing of it is left, or when the deletion waits for the provider: it is seen
 * canceling until it is done.
 * @throws ApiError when the image could not be deleted; the upload then shows as failed and can be canceled again
 */
export function cancelUpload(engine: Engine, id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (engine.get(id) === undefined) return resolve();
    const unsubscribe = engine.subscribe((before, after) => {
      if (before.id !== id) return;
      if (after === null || after.phase.kind === "canceled") {
        unsubscribe();
        resolve();
      } else if (after.phase.kind === "canceling" && after.phase.retry !== null) {
        unsubscribe();
        resolve();
      } else if (after.phase.kind === "failed") {
        unsubscribe();
        reject(errorOf(after.phase.failure));
      }
    });
    engine.dispatch(id, { type: "cancel" });
    // A completed upload is not to be canceled: there is nothing to wait for.
    if (engine.get(id)?.phase.kind === "completed") {
      unsubscribe();
      resolve();
    }
  });
}

function errorOf({ code, message, requestId }: UploadFailure): ApiError {
  const known = errorCodeSchema.safeParse(code);
  return new ApiError(known.success ? known.data : "upstream_unreachable", message, {
    requestId: requestId ?? undefined,
  });
}
