import type { Uppy } from "@uppy/core";
import type { UploadState } from "@/lib/upload/machine/upload-state";

// The one place that fixes Uppy's type parameters.

/** What Uppy keeps with each file. The file's id in Uppy is the upload's id. */
export interface UploadMeta extends Record<string, unknown> {
  /** Where the upload begins: queued, or where it was interrupted. Uppy's own `name` is the file's, not the image's. */
  beginning: UploadState;
}

/** What Uppy is told of an upload that succeeded. */
export interface UploadBody extends Record<string, unknown> {
  imageId: string;
}

export type UploadsUppy = Uppy<UploadMeta, UploadBody>;
