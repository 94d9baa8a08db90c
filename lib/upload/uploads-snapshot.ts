import type { UploadView } from "./upload-view";

/** An upload that this browser remembers and no tab runs: a page was closed or crashed. Sizes in bytes, times in epoch ms. */
export interface InterruptedUpload {
  id: string;
  connection: string;
  account: string | null;
  /** Null when not even the image was made. */
  imageId: string | null;
  /** The image's name. */
  name: string;
  fileName: string;
  sizeBytes: number;
  /** When the file was changed last, as it was chosen: tells people which one is wanted. */
  lastModified: number;
  acknowledgedBytes: number;
  startedAt: number;
  updatedAt: number;
  /** The browser kept a handle of the file: it need not be chosen again. */
  hasHandle: boolean;
  /** The file is sent in one piece, from its beginning whenever the upload goes on. */
  beginsAnew: boolean;
  /** Until when the provider takes the file, epoch ms; null where it says nothing. */
  expiresAt: number | null;
  /** The provider finishes the image only when it is asked to, again and again. */
  isFinishedByAsking: boolean;
}

/** What this browser cannot do here, each with a sentence for people; empty where everything works. */
export type Shortcoming = { feature: "memory" | "handles" | "tabs" | "wake_lock"; message: string };

/** Everything there is to show of uploads. */
export interface UploadsSnapshot {
  /** In the order of starting; those of other tabs last. */
  uploads: readonly UploadView[];
  /** Newest first. */
  interrupted: readonly InterruptedUpload[];
  /** False until the ledger was read. */
  isLedgerRead: boolean;
  /** What was remembered and cannot be understood any more, a sentence each: it was set aside. */
  setAside: readonly string[];
  shortcomings: readonly Shortcoming[];
  /** Bytes per second that the uploads of this tab take at most; null for no limit. */
  speedLimit: number | null;
}
