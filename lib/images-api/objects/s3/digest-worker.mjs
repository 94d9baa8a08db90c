// Plain JavaScript: loaders that turn TypeScript into it do not reach worker threads on Node 20.
import { once } from "node:events";
import { get as getPlain } from "node:http";
import { get as getSecure } from "node:https";
import { setTimeout as delay } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { createSHA256 } from "hash-wasm";

/** A connection that gives no byte for this long, in milliseconds, is cut. */
const IDLE_TIMEOUT_MS = 60_000;

/** So many times in a row may a GET break without having brought much; between them are pauses that double from the first. */
const MAX_BREAKS = 6;
const FIRST_PAUSE_MS = 250;

/** Bytes that count as having brought something: a line that breaks more often than that is of no use. */
const MUCH_BYTES = 1024 * 1024;

/** What the store says will not change when it is asked again at once. */
class RefusedError extends Error {
  /**
   * @param {string} message
   * @param {boolean} isUnreadable as the object itself is, rather than for this request
   */
  constructor(message, isUnreadable = false) {
    super(message);
    this.isUnreadable = isUnreadable;
  }
}

/** Swift's for an object one of whose parts is not the one that it was made of: https://docs.openstack.org/swift/latest/overview_large_objects.html */
const PART_REPLACED = 409;

/**
 * @typedef {object} Job
 * @property {number} sizeBytes of the object
 * @property {string | undefined} etag of the bytes that are meant
 * @property {{ bytes: number, state: Uint8Array } | null} begun
 * @property {readonly number[]} stops offsets at which the state is told, in ascending order
 */

/** @type {Job} */
const job = workerData;

const hash = await createSHA256();
let offset = takeUp();
const stops = job.stops.filter((stop) => stop > offset);

/** @returns the offset from which on bytes are missing in the hash */
function takeUp() {
  hash.init();
  if (job.begun === null) return 0;
  try {
    hash.load(job.begun.state);
    return job.begun.bytes;
  } catch {
    hash.init();
    return 0;
  }
}

/** @param {Buffer} chunk */
function take(chunk) {
  for (let rest = chunk; rest.length > 0;) {
    const stop = stops[0] ?? Infinity;
    const taken = rest.subarray(0, stop - offset);
    hash.update(taken);
    offset += taken.length;
    rest = rest.subarray(taken.length);
    if (offset === stop) {
      stops.shift();
      tell({ kind: "reached", bytes: offset, state: hash.save() });
    }
  }
}

/** @param {object} message */
function tell(message) {
  parentPort?.postMessage(message, []);
}

/** A URL of this moment: signatures expire. */
async function askForUrl() {
  if (parentPort === null) throw new Error("This is a worker.");
  tell({ kind: "url" });
  const [url] = await once(parentPort, "message");
  return new URL(url);
}

/** Reads from `offset` to the end, or until the connection breaks. */
async function readOn() {
  const url = await askForUrl();
  const headers = {
    Range: `bytes=${offset}-${job.sizeBytes - 1}`,
    "Accept-Encoding": "identity",
    ...(job.etag === undefined ? {} : { "If-Match": job.etag }),
  };
  const request = (url.protocol === "https:" ? getSecure : getPlain)(url, { headers });
  // What comes after the answer has begun is told by the answer as well.
  request.on("error", () => undefined);
  request.setTimeout(IDLE_TIMEOUT_MS, () => request.destroy(new Error("The store gave no byte for a minute.")));
  const [response] = await once(request, "response");
  try {
    check(response);
    for await (const chunk of response) take(chunk);
  } finally {
    response.destroy();
  }
  if (offset < job.sizeBytes) throw new Error("The store's answer ended early.");
}

/** @param {import("node:http").IncomingMessage} response */
function check({ statusCode = 0, headers }) {
  if (statusCode === 206) {
    if (headers["content-range"]?.startsWith(`bytes ${offset}-`)) return;
    throw new RefusedError("The store answered with another range than it was asked for.");
  }
  const message = `The store answered ${statusCode} to a GET of the object.`;
  throw statusCode >= 500 || statusCode === 429 || statusCode === 408
    ? new Error(message)
    : new RefusedError(message, statusCode === PART_REPLACED);
}

async function run() {
  for (let breaks = 0; offset < job.sizeBytes;) {
    const before = offset;
    try {
      await readOn();
    } catch (error) {
      breaks = offset - before >= MUCH_BYTES ? 1 : breaks + 1;
      if (error instanceof RefusedError || breaks > MAX_BREAKS) throw error;
      await delay(FIRST_PAUSE_MS * 2 ** (breaks - 1));
    }
  }
  return hash.digest();
}

try {
  tell({ kind: "done", sha256: await run() });
} catch (error) {
  const isUnreadable = error instanceof RefusedError && error.isUnreadable;
  tell({ kind: "failed", message: error instanceof Error ? error.message : String(error), isUnreadable });
}
// Otherwise the thread would wait for further messages.
parentPort?.close();
