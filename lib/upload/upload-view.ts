import type { ErrorCode, ErrorDetail } from "@/lib/contract/errors";

/**
 * What an upload is doing, as people see it.
 * `queued`: waits for its turn. `retrying`: waits until `retryAt`. `offline`: waits for the network.
 * `unauthorized`: waits for a new token; what is in flight arrives, and nothing begins.
 * `finishing`: every byte was acknowledged and the server is asked to complete. `verifying`: the server compares checksums.
 */
export type UploadStatus =
  | "queued"
  | "creating"
  | "uploading"
  | "paused"
  | "retrying"
  | "offline"
  | "unauthorized"
  | "finishing"
  | "verifying"
  | "completed"
  | "failed"
  | "canceling";

/** Why an upload stopped. `message` is a sentence for people. */
export interface UploadFailure {
  code:
    | ErrorCode
    | "network"
    | "part_refused"
    | "address_refused"
    | "file_unreadable"
    | "file_changed"
    | "image_failed"
    | "completed_elsewhere"
    | "upload_expired";
  message: string;
  requestId: string | null;
  /** What was wrong with single fields, where the server says so. */
  details?: readonly ErrorDetail[] | undefined;
}

/** One upload as the tray shows it: derived from the machine's state, never written to. Sizes in bytes, times in epoch ms. */
export interface UploadView {
  id: string;
  connection: string;
  /** The account's name; null where the provider does not tell it. */
  account: string | null;
  /** Another tab runs it and tells how it goes. */
  elsewhere: boolean;
  /** Null until the image is made. */
  imageId: string | null;
  /** The image's name. */
  name: string;
  fileName: string;
  sizeBytes: number;
  status: UploadStatus;
  /** Acknowledged bytes plus bytes in flight: never more than `sizeBytes`. */
  sentBytes: number;
  /** Of the whole file, in lower-case hex; null until it is computed. */
  sha256: string | null;
  bytesPerSecond: number | null;
  secondsLeft: number | null;
  /** While `retrying`, and while `canceling` waits for the provider: when, and why the last try failed. */
  retry: { at: number; cause: string } | null;
  /** While `failed`. */
  failure: UploadFailure | null;
  /** The file is sent in one piece: a try that breaks begins again with the first byte. */
  beginsAnew: boolean;
  /** Until when the provider takes the file, epoch ms; null where it says nothing, and once it has the file. */
  expiresAt: number | null;
  can: { pause: boolean; resume: boolean; cancel: boolean; retry: boolean; dismiss: boolean };
}
