import { createHash, type Hash } from "node:crypto";
import { type Readable, Transform } from "node:stream";

/** What `body` gives, while each byte of it is told to `hashes`. */
export function hashed(body: Readable, ...hashes: readonly Hash[]): Readable {
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (const hash of hashes) hash.update(chunk);
      done(null, chunk);
    },
  });
  body.once("error", (error) => through.destroy(error));
  through.once("close", () => body.destroy());
  return body.pipe(through);
}

/** Reads to the end. Rejects with the signal's reason when it is aborted. */
export async function drain(body: Readable, signal: AbortSignal, ...hashes: readonly Hash[]): Promise<void> {
  for await (const chunk of body) {
    signal.throwIfAborted();
    if (!Buffer.isBuffer(chunk)) throw new Error("These are no bytes.");
    for (const hash of hashes) hash.update(chunk);
  }
}

/** Lower-case hex. */
export async function digestOf(algorithm: "sha256" | "md5", body: Readable, signal: AbortSignal): Promise<string> {
  const hash = createHash(algorithm);
  await drain(body, signal, hash);
  return hash.digest("hex");
}
