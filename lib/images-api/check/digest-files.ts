import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hashFiles } from "@/lib/images-api/objects/disk/hash-files";

/** Up to this many bytes are hashed here: starting a thread takes longer than reading them. */
const SMALL_BYTES = 4 * 1024 * 1024;

/**
 * SHA-256 (lower-case hex) of files put one after the other, in bounded memory. Large ones keep another core busy.
 * Rejects with the system's error, ENOENT for a file that was moved away meanwhile.
 */
export async function digestFiles(
  files: readonly { path: string; sizeBytes: number }[],
  signal: AbortSignal,
): Promise<string> {
  const paths = files.map(({ path }) => path);
  if (files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > SMALL_BYTES) return hashFiles(paths, signal);
  signal.throwIfAborted();
  const hash = createHash("sha256");
  for (const path of paths) hash.update(await readFile(path));
  return hash.digest("hex");
}
