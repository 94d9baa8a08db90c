import type { Uppy } from "@uppy/core";

// The one place that fixes Uppy's type parameters.

/** What Uppy keeps with each file. The file's id in Uppy is the upload's id. */
export interface UploadMeta extends Record<string, unknown> {
  uploadId: string;
  connection: string;
  /** The name that the image is to have; Uppy's own `name` is the file's. */
  imageName: string;
}

/** What Uppy is told of an upload that succeeded. */
export interface UploadBody extends Record<string, unknown> {
  imageId: string;
}

export type UploadsUppy = Uppy<UploadMeta, UploadBody>;
