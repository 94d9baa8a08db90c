import type { FormValues } from "@/lib/contract/form";
import type { FileFormat } from "./inspection/file-format";

/** Whose uploads: a connection's id and its account's name. */
export interface UploadTarget {
  connection: string;
  account: string | null;
}

/** A file, and where the browser has it the handle by which it can be opened again after a reload. */
export interface ChosenFile {
  file: File;
  handle: FileSystemFileHandle | null;
}

/** A file and the name of the image that it becomes. `format` is remembered for that image; null where it is not known. */
export interface NamedFile extends ChosenFile {
  name: string;
  format: FileFormat | null;
  /** What was entered into the connection's upload form; nothing where it has none. */
  values?: FormValues;
}

/**
 * What came of going on with an interrupted upload. `needs_file`: somebody has to choose the file, `reason` is a sentence or
 * null when there never was a handle. `different_file`: what was chosen is not the file that the upload began with.
 * `elsewhere`: another tab has it meanwhile.
 */
export type ResumeOutcome =
  | { kind: "resumed" }
  | { kind: "needs_file"; reason: string | null }
  | { kind: "different_file"; message: string }
  | { kind: "elsewhere" };

/** What people can do with uploads. Ids are `UploadView.id` or `InterruptedUpload.id`. */
export interface UploadCommands {
  /** Begins uploads; names must have been checked. */
  start(target: UploadTarget, files: readonly NamedFile[]): void;
  /**
   * Begins a failed upload of this tab that made no image again, under a name that must have been checked.
   * @param values what is entered into the upload form; as before without it
   */
  startAgain(id: string, name: string, values?: FormValues): void;
  /** What was entered into the upload form for an upload of this tab. */
  valuesOf(id: string): FormValues;
  /** Sends a file to an image that waits for its upload, whoever made it. Rejects with an `ApiError`. */
  fill(target: UploadTarget, image: { id: string; name: string }, chosen: ChosenFile): Promise<void>;
  pause(id: string): void;
  resume(id: string): void;
  pauseAll(): void;
  resumeAll(): void;
  /** Goes on from what was acknowledged; an upload that waits for its next try begins it at once. */
  retry(id: string): void;
  /**
   * Stops the network at once and deletes the image. Rejects with an `ApiError` when the delete fails; where the provider is still at
   * work on the image the upload stays, canceling, until it is deleted.
   */
  cancel(id: string): Promise<void>;
  /** Takes a finished or failed upload off the tray and forgets it; deletes nothing. */
  dismiss(id: string): void;
  /**
   * Goes on with an interrupted upload. Without `chosen` its handle is used, which may ask for permission: call it in a click.
   */
  resumeInterrupted(id: string, chosen?: ChosenFile): Promise<ResumeOutcome>;
  /** Deletes the image of an interrupted upload and forgets it. Rejects with an `ApiError` when the delete fails. */
  discardInterrupted(id: string): Promise<void>;
  /** There is a new token: what waits for one goes on, if it is the same account's. */
  signedIn(target: UploadTarget): void;
  /** The token is gone on purpose: nothing more begins. */
  signedOut(connection: string): void;
  setSpeedLimit(bytesPerSecond: number | null): void;
}
