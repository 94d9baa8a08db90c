import { Worker } from "node:worker_threads";

/**
 * SHA-256 (lower-case hex) of the files put one after the other, computed in a worker thread of its own.
 * Rejects with the signal's reason when it is aborted, with the system's error when a file cannot be read.
 */
export async function hashFiles(files: readonly string[], signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  // No flags of ours: a loader that was preloaded here would only slow the worker's start.
  const worker = new Worker(new URL("./hash-worker.mjs", import.meta.url), { workerData: { files }, execArgv: [] });
  try {
    return await new Promise<string>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`The hash worker ended early with code ${code}.`)));
    });
  } finally {
    await worker.terminate();
  }
}
