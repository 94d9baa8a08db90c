import { lookForBuild } from "@/lib/utils/page-build";
import { hashReplySchema, type HashReply, type HashRequest } from "./messages";
import type { FileToHash, Hasher, HashListener } from "./transport";

/** A hasher whose worker can be ended. */
export interface WorkerHasher extends Hasher {
  /** Ends the worker; nothing more is told of what it hashed. */
  close: () => void;
}

/** Hashes files in the hash worker, which is started with the first file and again if it broke. */
export function workerHasher(): WorkerHasher {
  const listeners = new Map<number, HashListener>();
  let worker: Worker | null = null;
  let jobs = 0;

  function told(reply: HashReply): void {
    const listener = listeners.get(reply.job);
    if (listener === undefined) return;
    switch (reply.type) {
      case "progressed":
        listener.progressed(reply.hashedBytes, reply.checkpoint);
        return;
      case "finished":
        end(reply.job);
        listener.finished(reply.sha256);
        return;
      case "failed":
        end(reply.job);
        listener.failed(reply.failure);
        return;
      default:
        reply satisfies never;
    }
  }

  /** The worker holds the file, and the memory of the hash library, until it is told that the job is over. */
  function end(job: number): void {
    if (listeners.delete(job)) post({ type: "end", job });
  }

  function broke(): void {
    worker?.terminate();
    worker = null;
    void lookForBuild();
    const message = "The part of this page that computes checksums stopped working.";
    const broken = [...listeners.values()];
    listeners.clear();
    for (const listener of broken) listener.failed({ code: "internal", message, requestId: null });
  }

  function close(): void {
    listeners.clear();
    worker?.terminate();
    worker = null;
  }

  function running(): Worker {
    worker ??= start();
    return worker;
  }

  function post(request: HashRequest): void {
    // A worker has no target origin to name; the second argument is options.
    running().postMessage(request, {});
  }

  function start(): Worker {
    const started = new Worker(new URL("./hash.worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }) => told(hashReplySchema.parse(data)));
    started.addEventListener("error", broke);
    return started;
  }

  return {
    close,
    prepare: () => void running(),
    begin(file: FileToHash, listener: HashListener) {
      const job = jobs++;
      listeners.set(job, listener);
      post({ type: "begin", job, ...file });
      return {
        allow(through) {
          if (listeners.has(job)) post({ type: "allow", job, through });
        },
        end: () => end(job),
      };
    },
  };
}
