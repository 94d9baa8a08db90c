import { workerHasher } from "./worker-hasher";

/**
 * Computes a file's SHA-256 in a worker of its own, beside whatever uploads do.
 * @param onEnd told the lower-case hex, or null when the file cannot be read or hashed
 * @returns ends it: the worker is gone and nothing more is told
 */
export function hashInBackground(file: Blob, onEnd: (sha256: string | null) => void): () => void {
  const hasher = workerHasher();
  const end = (sha256: string | null) => {
    hasher.close();
    onEnd(sha256);
  };
  const job = hasher.begin(
    { file, checkpoint: null, checkpointEvery: Math.max(1, file.size) },
    { progressed: () => undefined, finished: end, failed: () => end(null) },
  );
  job.allow(file.size);
  return hasher.close;
}
