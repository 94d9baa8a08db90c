import type { UploadStatus } from "@/lib/images-api/metadata/types";

/** What a row says of an image's bytes. Only columns that every version of the tables has. */
export interface StoredRow {
  id: string;
  name: string;
  status: UploadStatus;
  sha256: string | null;
  sizeBytes: number | null;
  bytesRemovedAt: number | null;
}

/**
 * What should be on the disk:
 * `none` (it was decided that they go), `open` (parts that arrived so far), `verifying` (all parts, not yet proven), `completed` (proven),
 * `damaged` (were proven once, then found to differ: kept as they are until somebody brings the right ones back).
 */
export type ExpectedBytes = "none" | "open" | "verifying" | "completed" | "damaged";

export function expectedBytes(row: StoredRow): ExpectedBytes {
  if (row.bytesRemovedAt !== null) return "none";
  switch (row.status) {
    case "completed":
      return "completed";
    case "failed":
      // Only a completion tells the size, so this one was completed before it failed.
      return row.sizeBytes === null ? "none" : "damaged";
    case "started":
    case "uploading":
      return row.sha256 === null ? "open" : "verifying";
    default:
      return row.status satisfies never;
  }
}
