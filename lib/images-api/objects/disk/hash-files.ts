import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Threads that wait for their next image: to start one costs as much as to hash some MiB. As many as were ever busy at once. */
const waiting = new Set<Worker>();

/**
 * SHA-256 (lower-case hex) of the files put one after the other, computed in a worker thread.
 * Rejects with the signal's reason when it is aborted, with the system's error when a file cannot be read.
 */
export async function hashFiles(files: readonly string[], signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const worker = takeWorker();
  try {
    worker.postMessage(files, []);
    const digest = await answerOf(worker, signal);
    keepWorker(worker);
    return digest;
  } catch (error) {
    // It may be in the middle of a file, or at its end.
    await worker.terminate();
    signal.throwIfAborted();
    throw error;
  }
}

function takeWorker(): Worker {
  const [worker] = waiting;
  if (worker !== undefined) {
    waiting.delete(worker);
    worker.ref();
    return worker;
  }
  // No flags of ours: a loader that was preloaded here would only slow the worker's start.
  const started = new Worker(new URL("./hash-worker.mjs", import.meta.url), { execArgv: [] });
  started.once("exit", () => waiting.delete(started));
  return started;
}

/** One that waits keeps no process from ending. */
function keepWorker(worker: Worker): void {
  worker.unref();
  waiting.add(worker);
}

async function answerOf(worker: Worker, signal: AbortSignal): Promise<string> {
  const over = new AbortController();
  const ended = once(worker, "exit", { signal: over.signal }).then(([code]) => {
    throw new Error(`The hash worker ended early with code ${code}.`);
  });
  try {
    const [digest] = await Promise.race([
      once(worker, "message", { signal: AbortSignal.any([signal, over.signal]) }),
      ended,
    ]);
    return String(digest);
  } finally {
    // Whichever is left over rejects, and nobody listens.
    ended.catch(() => undefined);
    over.abort();
  }
}
