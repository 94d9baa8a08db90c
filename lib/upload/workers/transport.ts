import type { HashProgress } from "@/lib/upload/machine/upload-state";
import type { UploadTarget } from "@/lib/upload/upload-commands";
import type { UploadFailure } from "@/lib/upload/upload-view";

// What the engine needs of the outside for a file's bytes. In the browser both are workers.

export interface PartToSend extends UploadTarget {
  imageId: string;
  /** Of a `single` plan; null for any other. */
  ticket: string | null;
  partNumber: number;
  /** A part that will probably begin when this one has arrived: its URL can be asked for meanwhile. Null for none. */
  laterPart: { partNumber: number; sizeBytes: number } | null;
  /** A slice of the file, read only as it is sent. */
  body: Blob;
}

/** Carries parts to where their URLs lead: an object store, or the dashboard itself. */
export interface Transport {
  /** Loads what sending needs, so that the first part does not wait for it. */
  prepare(): void;
  /**
   * One try: a new part URL and a PUT. Resolves when the storage has the part.
   * @param onProgress told how many bytes of the part were sent, at last all of them
   * @throws FaultError, or the signal's reason when it is aborted
   */
  sendPart(part: PartToSend, onProgress: (sentBytes: number) => void, signal: AbortSignal): Promise<void>;
}

export interface HashListener {
  progressed(hashedBytes: number, checkpoint: HashProgress["checkpoint"]): void;
  finished(sha256: string): void;
  failed(failure: UploadFailure): void;
}

/** One pass over one file. */
export interface HashJob {
  /** How far the file may be read, in bytes from its beginning. Less than was read already is a pause. */
  allow(through: number): void;
  /** Nothing more is told. */
  end(): void;
}

export interface FileToHash {
  file: Blob;
  checkpoint: HashProgress["checkpoint"];
  /** A checkpoint is told each time so many bytes more are hashed. */
  checkpointEvery: number;
}

/** Computes the SHA-256 of files, in order of their bytes. Reads nothing until it is allowed to. */
export interface Hasher {
  /** Loads what hashing needs, so that the first bytes do not wait for it. */
  prepare(): void;
  begin(file: FileToHash, listener: HashListener): HashJob;
}
