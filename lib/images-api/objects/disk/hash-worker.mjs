// Plain JavaScript: loaders that turn TypeScript into it do not reach worker threads on Node 20.
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { parentPort } from "node:worker_threads";

/** Bytes read at a time: few calls, and still little memory. */
const CHUNK_BYTES = 4 * 1024 * 1024;

const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);

/**
 * SHA-256 of the files put one after the other, lower-case hex. Blocks its thread, which has nothing else to do.
 * @param {readonly string[]} files
 */
function hashFiles(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    const descriptor = openSync(file, "r");
    try {
      for (;;) {
        const length = readSync(descriptor, chunk);
        if (length === 0) break;
        hash.update(chunk.subarray(0, length));
      }
    } finally {
      closeSync(descriptor);
    }
  }
  return hash.digest("hex");
}

parentPort?.on("message", (/** @type {readonly string[]} */ files) => parentPort?.postMessage(hashFiles(files), []));
