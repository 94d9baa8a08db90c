import type { Readable } from "node:stream";
import type { StoredPart } from "@/lib/images-api/objects/types";

/** The source's disk does not give these bytes any more. One such image must not hold up all others. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";

  constructor(options?: ErrorOptions) {
    super("The disk cannot read this.", options);
  }
}

/** @returns null when the source's disk cannot read what `work` needs */
export async function unlessUnreadable<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}

/** An image's bytes where they come from. */
export interface SourceImage {
  /** By number; empty when nothing is there. */
  parts: readonly StoredPart[];
  /** Numbers of others, which the source does not give. */
  lostParts: readonly number[];
  /** Bytes `[start, end)` of the parts put one after the other. */
  read(start: number, end: number): Readable;
}

export interface BytesSource {
  /** Whether an upload that is not complete ends at the source with the next call of `image`, because its parts cannot be read otherwise. */
  endsUpload(imageId: string): Promise<boolean>;
  /** `isUnproven`: of an upload that goes on, or was not verified yet; its parts keep their numbers. */
  image(imageId: string, isUnproven: boolean): Promise<SourceImage>;
}

/** A part as it lies at the target; `md5` in hex, or what the store gives for it. */
export interface TargetPart extends StoredPart {
  md5: string;
}

/** An image's bytes where they go. */
export interface TargetImage {
  /** The multipart upload that takes them; null on disk. */
  uploadId: string | null;
  /** What an earlier run sent, as far as it arrived whole. */
  parts: readonly TargetPart[];
  /** Sends a part, which replaces an earlier one. `md5` (hex): then what arrived is compared with it. */
  put(part: StoredPart, body: Readable, md5: string | null): Promise<void>;
  /** Ends an image of just these parts, so that it can be read. */
  seal(parts: readonly StoredPart[]): Promise<void>;
  /** Leaves these parts as an upload that goes on. */
  leaveOpen(parts: readonly StoredPart[]): Promise<void>;
}

export interface BytesTarget {
  /** Ids of the images of which something is here, some of them twice. */
  imageIds(): AsyncIterable<string>;
  /** Goes on with what an earlier run began. `uploadId`: what that one noted. `onBegin` is called before anything is sent. */
  begin(imageId: string, uploadId: string | null, onBegin: (uploadId: string | null) => void): Promise<TargetImage>;
  /** The length of a sealed image in bytes; null when there is none. */
  sizeOf(imageId: string): Promise<number | null>;
  /** The bytes of a sealed image. */
  read(imageId: string, sizeBytes: number): Promise<Readable>;
  /** Removes what is here of an image. */
  remove(imageId: string, uploadId: string | null): Promise<void>;
  /** After the last image: puts away what the move alone needed. */
  finish(): Promise<void>;
}
