import { createHash, type Hash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { StoredPart } from "@/lib/images-api/objects/types";
import type { SourceImage, TargetImage } from "./bytes";
import { digestOf, drain, hashed } from "./hashing";

/** A part that a store did not take is sent again after so many milliseconds each. */
const RETRIES_MS = [500, 2_000, 8_000];

export interface PartToSend {
  part: StoredPart;
  /** Where it begins in the source. */
  start: number;
  /** Whether its MD5 is given to the store, which compares: for a part that cannot be read again afterwards. */
  isChecked: boolean;
}

export interface SentPart {
  /** Of all before and of this one. */
  sha256: Hash;
  /** Bytes that were sent; 0 when an earlier run had sent it. */
  sentBytes: number;
}

/** Sends a part, unless an earlier run did and the source still has the same. `sha256`: of what comes before it in the image. */
export async function sendPart(
  { source, target, signal }: { source: SourceImage; target: TargetImage; signal: AbortSignal },
  { part, start, isChecked }: PartToSend,
  sha256: Hash,
): Promise<SentPart> {
  const read = () => source.read(start, start + part.sizeBytes);
  const there = target.parts.find(({ partNumber }) => partNumber === part.partNumber);
  let md5: string | null = isChecked ? await digestOf("md5", read(), signal) : null;
  if (there?.sizeBytes === part.sizeBytes) {
    const [sha256After, md5Of] = [sha256.copy(), createHash("md5")];
    await drain(read(), signal, sha256After, md5Of);
    md5 ??= md5Of.digest("hex");
    if (there.md5 === md5) return { sha256: sha256After, sentBytes: 0 };
  }
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    const sha256After = sha256.copy();
    // A listener for an error that comes after the store has refused.
    const body = hashed(read(), sha256After).on("error", () => undefined);
    const stop = (): void => void body.destroy(new Error("The move is stopped."));
    signal.addEventListener("abort", stop, { once: true });
    try {
      await target.put(part, body, md5);
      return { sha256: sha256After, sentBytes: part.sizeBytes };
    } catch (error) {
      signal.throwIfAborted();
      body.destroy();
      const pause = RETRIES_MS[attempt];
      if (pause === undefined || body.errored !== null) throw body.errored ?? error;
      await delay(pause, undefined, { signal });
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }
}
