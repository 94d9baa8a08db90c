import * as z from "zod/mini";

/** A handle that came out of a structured clone: from the ledger, or from another tab. */
export const fileHandleSchema = z.custom<FileSystemFileHandle>(isFileHandle, "This is not a handle of a file.");

function isFileHandle(value: unknown): boolean {
  return typeof FileSystemFileHandle !== "undefined" && value instanceof FileSystemFileHandle;
}
