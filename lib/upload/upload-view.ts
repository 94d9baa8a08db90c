import type { ErrorCode } from "@/lib/contract/errors";

/**
 * What an upload is doing, as people see it.
 * `queued`: waits for its turn. `retrying`: waits until `retryAt`. `offline`: waits for the network.
 * `finishing`: every byte was acknowledged and the server is asked to complete. `verifying`: the server compares checksums.
 */
export type UploadStatus =
  | "queued"
  | "creating"
  | "uploading"
  | "paused"
  | "retrying"
  | "offline"
  | "finishing"
  | "verifying"
  | "completed"
  | "failed"
  | "canceling";

/** Why an upload stopped. `message` is a sentence for people. */
export interface UploadFailure {
  code: ErrorCode | "network" | "part_refused" | "file_unreadable" | "file_changed" | "checksum_mismatch";
  message: string;
  requestId: string | null;
}

/** One upload as the tray shows it: derived from the machine's state, never written to. Sizes in bytes, times in epoch ms. */
export interface UploadView {
  id: string;
  connection: string;
  /** Null until the image is made. */
  imageId: string | null;
  /** The image's name. */
  name: string;
  fileName: string;
  sizeBytes: number;
  status: UploadStatus;
  /** Acknowledged bytes plus bytes in flight: never more than `sizeBytes`. */
  sentBytes: number;
  bytesPerSecond: number | null;
  secondsLeft: number | null;
  /** While `retrying`: when, and why the last try failed. */
  retry: { at: number; cause: string } | null;
  /** While `failed`. */
  failure: UploadFailure | null;
  can: { pause: boolean; resume: boolean; cancel: boolean; retry: boolean; dismiss: boolean };
}

/** What people can do with uploads. Ids are `UploadView.id`. */
export interface UploadCommands {
  /** Begins uploads; names must have been checked. */
  start(connection: string, files: readonly { file: File; name: string }[]): void;
  pause(id: string): void;
  resume(id: string): void;
  /** Goes on from what was acknowledged; an upload that waits for its next try begins it at once. */
  retry(id: string): void;
  /** Stops the network at once and deletes the image. Rejects with an `ApiError` when the delete fails. */
  cancel(id: string): Promise<void>;
  /** Takes a finished or failed upload off the tray; deletes nothing. */
  dismiss(id: string): void;
}
