import type { Image } from "@/lib/contract/image";
import { FaultError, faultOf, type Fault } from "@/lib/upload/machine/fault";
import type { UploadFailure } from "@/lib/upload/upload-view";

const IMAGE_DELETED: UploadFailure = {
  code: "not_found",
  message: "The image was deleted while it was being uploaded.",
  requestId: null,
};

const COMPLETED_ELSEWHERE: UploadFailure = {
  code: "completed_elsewhere",
  message:
    "The image was completed from elsewhere while it was being uploaded here. Compare its checksum with the file's.",
  requestId: null,
};

/**
 * What a part's last error really means: a storage answers 403, 404 or 409 for an image that somebody deleted or completed
 * meanwhile, so the image is looked at once.
 * @param isRefusalFinal as many part URLs were refused before this try, one after another, as are tried
 * @param read rejects with an `ApiError` of `not_found` when there is no such image
 */
export async function partError(error: unknown, isRefusalFinal: boolean, read: () => Promise<Image>): Promise<unknown> {
  if (!mayBeLost(faultOf(error), isRefusalFinal)) return error;
  const failure = await lossOf(read);
  return failure === null ? error : new FaultError({ kind: "stopped", failure });
}

function mayBeLost(fault: Fault, isRefusalFinal: boolean): boolean {
  if (fault.kind === "refused") return isRefusalFinal;
  if (fault.kind !== "stopped") return false;
  const { code } = fault.failure;
  return code === "part_refused" || code === "not_found" || code === "conflict" || code === "forbidden";
}

/** Why the image takes no parts any more; null when it does, or when nobody can tell. */
async function lossOf(read: () => Promise<Image>): Promise<UploadFailure | null> {
  try {
    const { deletedAt, status } = await read();
    if (deletedAt !== null) return IMAGE_DELETED;
    return status === "verifying" || status === "completed" ? COMPLETED_ELSEWHERE : null;
  } catch (error) {
    const fault = faultOf(error);
    return fault.kind === "stopped" && fault.failure.code === "not_found" ? IMAGE_DELETED : null;
  }
}
