import { createHash, randomBytes, randomFillSync } from "node:crypto";
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";

/** A file of random bytes and its SHA-256, lower-case hex. */
export interface RandomFile {
  path: string;
  sizeBytes: number;
  sha256: string;
}

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Writes `sizeBytes` random bytes to `path`, hashing them on the way. */
export async function writeRandomFile(path: string, sizeBytes: number): Promise<RandomFile> {
  const hash = createHash("sha256");
  const output = createWriteStream(path);
  for (let written = 0; written < sizeBytes; written += CHUNK_BYTES) {
    const chunk = randomFillSync(Buffer.allocUnsafe(Math.min(CHUNK_BYTES, sizeBytes - written)));
    hash.update(chunk);
    if (!output.write(chunk)) await once(output, "drain");
  }
  output.end();
  await finished(output);
  return { path, sizeBytes, sha256: hash.digest("hex") };
}

/** A short name that no other test uses. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${randomBytes(4).toString("hex")}`;
}
