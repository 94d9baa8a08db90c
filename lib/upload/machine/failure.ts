import * as z from "zod/mini";
import { errorBodySchema, errorDetailSchema } from "@/lib/contract/errors";
import type { UploadFailure } from "@/lib/upload/upload-view";

/** `UploadFailure` as it crosses between a worker and the page. */
export const uploadFailureSchema: z.ZodMiniType<UploadFailure> = z.object({
  code: z.union([
    errorBodySchema.shape.error.shape.code,
    z.enum([
      "network",
      "part_refused",
      "address_refused",
      "file_unreadable",
      "file_changed",
      "image_failed",
      "completed_elsewhere",
      "upload_expired",
    ]),
  ]),
  message: z.string(),
  requestId: z.nullable(z.string()),
  details: z.optional(z.readonly(z.array(errorDetailSchema))),
});

/**
 * The failure that a read of the chosen file ended with, by the error's name
 * (https://w3c.github.io/FileAPI/#dfn-error-codes), or null for an error that is not the file's.
 */
export function fileFailureOf(error: unknown): UploadFailure | null {
  if (!(error instanceof Error || error instanceof DOMException)) return null;
  switch (error.name) {
    case "NotFoundError":
      return {
        code: "file_unreadable",
        message: "The file is no longer where it was: it was moved, renamed or deleted after it was chosen.",
        requestId: null,
      };
    case "NotReadableError":
      // Chromium answers both a changed file and a lost permission with this name.
      return {
        code: "file_unreadable",
        message: "The file can no longer be read: it was changed after it was chosen, or reading it is not allowed.",
        requestId: null,
      };
    case "SecurityError":
      return {
        code: "file_unreadable",
        message: "The browser does not allow this file to be read.",
        requestId: null,
      };
    default:
      return null;
  }
}

/** The file is not the one that was chosen: its length or its time differ. */
export const FILE_CHANGED: UploadFailure = {
  code: "file_changed",
  message: "The file changed while it was being uploaded. The image was not completed.",
  requestId: null,
};
