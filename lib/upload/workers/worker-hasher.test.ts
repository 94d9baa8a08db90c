import { afterEach, expect, test, vi } from "vitest";
import { hashFile } from "./hash-file";
import { hashInBackground } from "./hash-in-background";
import { hashRequestSchema, type HashReply } from "./messages";
import type { HashJob } from "./transport";
import { workerHasher } from "./worker-hasher";

/** A worker's two ends in this very process: the page's messages hash for real, and are kept to be looked at. */
class HashWorker extends EventTarget {
  readonly jobs = new Map<number, HashJob>();

  constructor() {
    super();
    started.push(this);
  }

  terminate(): void {
    this.jobs.clear();
    ended.push(this);
  }

  postMessage(data: unknown): void {
    const request = hashRequestSchema.parse(data);
    const { job } = request;
    const reply = (message: HashReply) => this.dispatchEvent(new MessageEvent("message", { data: message }));
    if (request.type === "allow") this.jobs.get(job)?.allow(request.through);
    if (request.type === "end") this.jobs.delete(job);
    if (request.type !== "begin") return;
    const listener = {
      progressed: (hashedBytes: number) => void reply({ type: "progressed", job, hashedBytes, checkpoint: null }),
      finished: (sha256: string) => void reply({ type: "finished", job, sha256 }),
      failed: (failure: Extract<HashReply, { type: "failed" }>["failure"]) =>
        void reply({ type: "failed", job, failure }),
    };
    this.jobs.set(job, hashFile(request, listener));
  }
}

const started: HashWorker[] = [];
const ended: HashWorker[] = [];

afterEach(() => {
  vi.unstubAllGlobals();
  started.length = 0;
  ended.length = 0;
});

/** Hashes a file to its end and tells how. */
function outcome(file: Blob): Promise<string> {
  return new Promise((resolve) => {
    const hasher = workerHasher();
    const listener = {
      progressed: () => undefined,
      finished: () => resolve("finished"),
      failed: () => resolve("failed"),
    };
    hasher.begin({ file, checkpoint: null, checkpointEvery: 4 }, listener).allow(file.size);
  });
}

test("the worker keeps nothing of a file whose checksum is known, or cannot be had", async () => {
  vi.stubGlobal("Worker", HashWorker);
  expect(await outcome(new Blob(["12345678"]))).toBe("finished");
  const gone = new Blob(["12345678"]);
  vi.spyOn(gone, "slice").mockImplementation(() => new Blob([]));
  expect(await outcome(gone)).toBe("failed");
  expect(started.map(({ jobs }) => jobs.size)).toEqual([0, 0]);
});

test("a file hashed in the background has a worker of its own, which ends with the answer or when nobody wants it", async () => {
  vi.stubGlobal("Worker", HashWorker);
  const file = new Blob(["12345678"]);
  const sha256 = await new Promise((resolve) => {
    hashInBackground(file, resolve);
  });
  // By sha256sum.
  expect(sha256).toBe("ef797c8118f02dfb649607dd5d3f8c7623048c9c063d532cc95c5ed7a898a64f");
  expect(ended).toEqual(started);

  const unwanted = vi.fn<(sha256: string | null) => void>();
  hashInBackground(file, unwanted)();
  expect(ended).toEqual(started);
  await new Promise((resolve) => {
    hashInBackground(file, resolve);
  });
  expect(unwanted).not.toHaveBeenCalled();
});
