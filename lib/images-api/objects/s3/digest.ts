import { Worker } from "node:worker_threads";
import type pino from "pino";
import { z } from "zod";
import type { DigestState, ObjectNotes } from "@/lib/images-api/objects/types";
import { UnreadableImageError } from "@/lib/images-api/objects/unreadable-image-error";
import type { BucketClients } from "./client";
import { digestStops } from "./digest-stops";
import { findObject, type StoredObject } from "./objects";
import type { BucketUrls } from "./urls";

/** Changes with the version of hash-wasm that is installed: a test compares both. States are of one version only. */
export const HASH_LIBRARY = "hash-wasm 4.13.0";

const messageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("url") }),
  z.object({ kind: z.literal("reached"), bytes: z.int(), state: z.instanceof(Uint8Array) }),
  z.object({ kind: z.literal("done"), sha256: z.string() }),
  z.object({ kind: z.literal("failed"), message: z.string(), isUnreadable: z.boolean() }),
]);

interface Digesting {
  clients: BucketClients;
  urls: BucketUrls;
  notes: ObjectNotes;
  log: pino.Logger;
  /** Only tests want another one. */
  stopEveryBytes: number | undefined;
}

/**
 * SHA-256 (lower-case hex) of a sealed image, computed in a thread of its own from a stream of its bytes. How far it came is noted
 * now and then, so that whoever computes it again, on this server or another, goes on from there.
 */
export async function digestImage(digesting: Digesting, imageId: string, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const { clients, notes } = digesting;
  const object = await findObject(clients, imageId);
  if (object === null) throw new Error(`${imageId} is not sealed.`);
  const note = await notes.find(imageId);
  const format = formatOf(object);
  const parts = note?.sealedParts ?? [{ partNumber: 1, sizeBytes: object.sizeBytes }];
  signal.throwIfAborted();
  const worker = new Worker(new URL("./digest-worker.mjs", import.meta.url), {
    // No flags of ours: a loader that was preloaded here would only slow the worker's start.
    execArgv: [],
    workerData: {
      ...object,
      begun: usable(note?.digest ?? null, format, object.sizeBytes),
      stops: digestStops(parts, object.sizeBytes, digesting.stopEveryBytes),
    },
  });
  try {
    return await answerOf(worker, digesting, { imageId, format, signal });
  } finally {
    await worker.terminate();
  }
}

/** A state belongs to a version of the library and to these very bytes. */
function formatOf({ etag }: StoredObject): string {
  return `${HASH_LIBRARY} ${etag ?? "untagged"}`;
}

function usable(digest: DigestState | null, format: string, sizeBytes: number): DigestState | null {
  return digest !== null && digest.format === format && digest.bytes <= sizeBytes ? digest : null;
}

function answerOf(
  worker: Worker,
  digesting: Digesting,
  { imageId, format, signal }: { imageId: string; format: string; signal: AbortSignal },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      signal.removeEventListener("abort", onAbort);
    };
    const fail = (error: unknown): void => {
      settle();
      reject(error);
    };
    const onAbort = () => fail(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    worker.once("error", fail);
    worker.once("exit", (code) => fail(new Error(`The digest's thread ended early with code ${code}.`)));
    worker.on("message", (said: unknown) => {
      const { data: message, error } = messageSchema.safeParse(said);
      if (message === undefined) {
        fail(error);
        return;
      }
      switch (message.kind) {
        case "url":
          digesting.urls.ownRead(imageId).then((url) => worker.postMessage(url, []), fail);
          return;
        case "reached":
          void keep(digesting, imageId, { bytes: message.bytes, state: message.state, format });
          return;
        case "done":
          settle();
          resolve(message.sha256);
          return;
        case "failed": {
          const reason = `${imageId} could not be read: ${message.message}`;
          fail(message.isUnreadable ? new UnreadableImageError(reason) : new Error(reason));
          return;
        }
        default:
          message satisfies never;
      }
    });
  });
}

/** Only saves work: a digest does not fail because of it. */
async function keep({ notes, log }: Digesting, imageId: string, digest: DigestState): Promise<void> {
  try {
    await notes.keepDigest(imageId, digest);
  } catch (error) {
    log.warn({ imageId, err: error }, "how far a digest came could not be noted");
  }
}
