import { connectSources } from "@/lib/client/allowed-address";
import { lookForBuild } from "@/lib/utils/page-build";
import { FaultError } from "@/lib/upload/machine/fault";
import { transferReplySchema, type TransferReply, type TransferRequest } from "./messages";
import type { PartToSend, Transport } from "./transport";

interface Waiter {
  progressed(sentBytes: number): void;
  resolve(): void;
  reject(error: unknown): void;
}

/** Sends parts through the transfer worker, which is started with the first part and again if it broke. */
export function workerTransport(): Transport {
  const waiters = new Map<number, Waiter>();
  let worker: Worker | null = null;
  let operations = 0;

  function told(reply: TransferReply): void {
    const waiter = waiters.get(reply.operation);
    if (waiter === undefined) return;
    switch (reply.type) {
      case "progressed":
        waiter.progressed(reply.sentBytes);
        return;
      case "acknowledged":
        waiter.resolve();
        return;
      case "failed":
        waiter.reject(new FaultError(reply.fault));
        return;
      default:
        reply satisfies never;
    }
  }

  function broke(): void {
    worker?.terminate();
    worker = null;
    void lookForBuild();
    // Its code may not have loaded because the network is down, so it is tried again like a request.
    const fault = { kind: "network", cause: "The part of this page that sends files stopped working." } as const;
    for (const waiter of waiters.values()) waiter.reject(new FaultError(fault));
  }

  function start(): Worker {
    const started = new Worker(new URL("./transfer.worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }) => told(transferReplySchema.parse(data)));
    started.addEventListener("error", broke);
    return started;
  }

  function running(): Worker {
    worker ??= start();
    return worker;
  }

  function post(request: TransferRequest): void {
    // A worker has no target origin to name; the second argument is options.
    running().postMessage(request, {});
  }

  return {
    prepare: () => void running(),
    sendPart(part: PartToSend, onProgress, signal) {
      const operation = operations++;
      return new Promise<void>((resolve, reject) => {
        signal.throwIfAborted();
        const onAbort = () => {
          post({ type: "abort", operation });
          finish(() => reject(signal.reason));
        };
        const finish = (settle: () => void) => {
          waiters.delete(operation);
          signal.removeEventListener("abort", onAbort);
          settle();
        };
        signal.addEventListener("abort", onAbort);
        waiters.set(operation, {
          progressed: onProgress,
          resolve: () => finish(resolve),
          reject: (error) => finish(() => reject(error)),
        });
        post({ type: "send", operation, sources: connectSources(), ...part });
      });
    },
  };
}
