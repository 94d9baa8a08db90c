import { createSHA256, type IHasher } from "hash-wasm";
import { MIB } from "@/lib/contract/limits";
import { fileFailureOf, FILE_CHANGED } from "@/lib/upload/machine/failure";
import type { UploadFailure } from "@/lib/upload/upload-view";
import type { FileToHash, HashJob, HashListener } from "./transport";

/** Bytes read at once; the next so many are read while these are hashed, so twice this is in memory. */
const CHUNK_BYTES = 8 * MIB;

interface Chunk {
  start: number;
  end: number;
  bytes: Promise<ArrayBuffer>;
}

/** Hashes a file in order, as far as it is allowed to, one chunk ahead of itself. */
export function hashFile({ file, checkpoint, checkpointEvery }: FileToHash, listener: HashListener): HashJob {
  let through = 0;
  let ended = false;
  let active = false;
  let position = checkpoint?.bytes ?? 0;
  let ahead: Chunk | null = null;
  let loading: Promise<IHasher> | null = null;

  function read(start: number): Chunk | null {
    const nextCheckpoint = (Math.floor(start / checkpointEvery) + 1) * checkpointEvery;
    const end = Math.min(start + CHUNK_BYTES, nextCheckpoint, through, file.size);
    if (end <= start) return null;
    const bytes = file.slice(start, end).arrayBuffer();
    // Whoever takes the chunk sees the error; a chunk that nobody takes is nobody's error.
    bytes.catch(() => undefined);
    return { start, end, bytes };
  }

  function take(): Chunk | null {
    const chunk = ahead ?? read(position);
    // A pause while a chunk was read ahead: it waits for its turn.
    if (chunk === null || chunk.start >= through) return null;
    ahead = read(chunk.end);
    return chunk;
  }

  async function run(): Promise<void> {
    loading ??= loadHasher(checkpoint).catch(startAnew);
    const hasher = await loading;
    for (let chunk = take(); chunk !== null && !ended; chunk = take()) {
      const bytes = new Uint8Array(await chunk.bytes);
      if (ended) return;
      if (bytes.byteLength !== chunk.end - chunk.start) return fail(FILE_CHANGED);
      hasher.update(bytes);
      position = chunk.end;
      const atCheckpoint = position % checkpointEvery === 0;
      // Nobody needs to know of less than a part, and each telling costs the page's main thread.
      if (!atCheckpoint && position < Math.min(through, file.size)) continue;
      listener.progressed(position, atCheckpoint ? { bytes: position, state: toBase64(hasher.save()) } : null);
    }
    if (!ended && position === file.size) {
      ended = true;
      listener.finished(hasher.digest());
    }
  }

  /** A saved state that the library does not take, whatever made it: hashing begins again rather than never ends. */
  function startAnew(error: unknown): Promise<IHasher> {
    if (checkpoint === null) throw error;
    position = 0;
    return loadHasher(null);
  }

  function fail(failure: UploadFailure): void {
    ended = true;
    listener.failed(failure);
  }

  async function goOn(): Promise<void> {
    if (active || ended) return;
    active = true;
    try {
      await run();
    } catch (error) {
      if (!ended) fail(fileFailureOf(error) ?? hashingFailure(error));
    } finally {
      active = false;
    }
  }

  return {
    allow(bytes) {
      through = bytes;
      // A checkpoint at the very end leaves nothing to read, and the checksum still to tell.
      if (position < through || position === file.size) void goOn();
    },
    end() {
      ended = true;
    },
  };
}

async function loadHasher(checkpoint: FileToHash["checkpoint"]): Promise<IHasher> {
  const hasher = await createSHA256();
  hasher.init();
  if (checkpoint !== null) hasher.load(fromBase64(checkpoint.state));
  return hasher;
}

function hashingFailure(error: unknown): UploadFailure {
  const why = error instanceof Error ? error.message : String(error);
  return { code: "internal", message: `The checksum cannot be computed in this browser: ${why}`, requestId: null };
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
