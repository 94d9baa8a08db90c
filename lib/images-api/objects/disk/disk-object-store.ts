import { mkdir, readdir, rename, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import type pino from "pino";
import { isImageId } from "@/lib/images-api/objects/names";
import type { ImageRows, ObjectStore } from "@/lib/images-api/objects/types";
import { type Clock, steadyNow } from "@/lib/utils/steady-clock";
import { watchFreeSpace } from "./free-space";
import { checkWritable, freeBytes } from "./disk-state";
import { hashFiles } from "./hash-files";
import { hasCode } from "./object-error";
import { createObjectUrls } from "./object-url";
import {
  listPartFiles,
  listSealedPartFiles,
  openImageFolder,
  type PartFile,
  sealImageFolder,
  syncDirectory,
} from "./part-files";
import { readParts, totalSize } from "./part-stream";
import type { LeastPace } from "./pace-timer";
import { resolvePaths } from "./paths";
import { createRequestHandler } from "./request-handler";
import { shareSealedLists } from "./sealed-lists";
import { removeLeftovers, temporaryName } from "./temporary-files";
import { createUrlSigner } from "./url-signer";

/** A part that gives no byte for this long is cut, in milliseconds; one that goes on slowly may take hours. */
const STALL_TIMEOUT_MS = 60_000;

/**
 * A part that comes more slowly than 1 KiB/s for this long, in milliseconds, is cut: it would hold a file, a connection and its share
 * of the disk for weeks. Six parts side by side over a modem of 56 kbit/s come faster.
 */
const PACE_WINDOW_MS = 5 * 60_000;
const LEAST_PACE: LeastPace = { bytes: (PACE_WINDOW_MS / 1_000) * 1_024, windowMs: PACE_WINDOW_MS };

/** A reader that takes no byte for this long is cut, in milliseconds: long enough for a download that a person paused for a moment. */
const READ_STALL_TIMEOUT_MS = 5 * 60_000;

export interface DiskObjectStoreOptions {
  /** Made if missing. All of it must be on one file system. */
  directory: string;
  /** Where browsers reach `/objects`. */
  publicUrl: URL;
  signingKey: Buffer;
  rows: ImageRows;
  log: pino.Logger;
  /** For how long links are good; never set back. */
  clock?: Clock;
  stallTimeoutMs?: number;
  leastPace?: LeastPace;
  readStallTimeoutMs?: number;
  /** Bytes that parts must leave free on the disk. */
  freeSpaceReserveBytes?: number;
}

export interface DiskObjectStore extends ObjectStore {
  /**
   * Answers a request below `/objects/`. Never rejects. Give it the server's `checkContinue` events too: then a part that is refused
   * is refused before the client sends it.
   */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Writes a byte as a part is written, and takes it away again. Rejects when that cannot be done. */
  checkWritable(): Promise<void>;
  /** What others may still write on this disk, in bytes. */
  freeBytes(): Promise<number>;
}

/** Opens (and makes) an object store on a local disk. One process at a time may have it open for writing. */
export async function openDiskObjectStore(options: DiskObjectStoreOptions): Promise<DiskObjectStore> {
  const paths = resolvePaths(options.directory);
  for (const folder of [paths.incoming, paths.open, paths.sealed, paths.removing]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  // Their own names outlive a power cut as well: everything that is acknowledged lies in them.
  for (const folder of [options.directory, dirname(options.directory)]) await syncDirectory(folder);
  for (const folder of [paths.incoming, paths.removing]) {
    const count = await removeLeftovers(folder);
    if (count > 0) options.log.info({ folder, count }, "removed what an earlier run left over");
  }
  const signer = createUrlSigner(options.signingKey);
  const urls = createObjectUrls(options.publicUrl, signer);
  const clock = options.clock ?? steadyNow;
  const closing = new AbortController();

  async function sealedParts(imageId: string): Promise<PartFile[]> {
    const parts = await listSealedPartFiles(paths, imageId);
    if (parts === null) throw new Error(`${imageId} is not sealed.`);
    return parts;
  }

  return {
    handle: createRequestHandler({
      paths,
      listSealed: shareSealedLists(paths),
      signer,
      space: watchFreeSpace(options.directory, options.freeSpaceReserveBytes),
      rows: options.rows,
      clock,
      log: options.log,
      stallTimeoutMs: options.stallTimeoutMs ?? STALL_TIMEOUT_MS,
      leastPace: options.leastPace ?? LEAST_PACE,
      readStallTimeoutMs: options.readStallTimeoutMs ?? READ_STALL_TIMEOUT_MS,
    }),
    checkWritable: () => checkWritable(paths),
    freeBytes: () => freeBytes(options.directory),
    async presignPart(imageId, partNumber, expected) {
      paths.openPart(imageId, partNumber);
      await openImageFolder(paths, imageId);
      return urls.part(imageId, partNumber, clock(), expected);
    },
    async listParts(imageId) {
      const parts = (await listPartFiles(paths, imageId)) ?? [];
      return parts.map(({ partNumber, sizeBytes }) => ({ partNumber, sizeBytes }));
    },
    seal: (imageId) => sealImageFolder(paths, imageId),
    async presignDownload(image) {
      return urls.content(image, clock());
    },
    async read(imageId) {
      const parts = await sealedParts(imageId);
      return readParts(parts, 0, totalSize(parts));
    },
    async digest(imageId, signal) {
      const files = (await sealedParts(imageId)).map((part) => part.path);
      return hashFiles(files, AbortSignal.any([signal, closing.signal]));
    },
    async remove(imageId) {
      for (const folder of [paths.openImage(imageId), paths.sealedImage(imageId)]) {
        const doomed = join(paths.removing, temporaryName());
        try {
          // A rename takes the whole image away at once: a crash during the slow part never leaves half of one.
          await rename(folder, doomed);
        } catch (error) {
          if (hasCode(error, "ENOENT")) continue;
          throw error;
        }
        await rm(doomed, { recursive: true, force: true });
      }
    },
    async *listImages() {
      const folders = await Promise.all([readdir(paths.open), readdir(paths.sealed)]);
      for (const imageId of new Set(folders.flat().filter(isImageId))) yield { imageId, sizeBytes: null };
    },
    // What is left is removed when the store is opened: nobody else has it open.
    sweep: () => Promise.resolve(),
    async close() {
      closing.abort(new Error("The object store was closed."));
    },
  };
}
