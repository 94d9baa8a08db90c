import { receiverReplySchema, type ReceiverReply, type ReceiverRequest } from "./messages";

/** What a download needs of its worker. */
export interface RemoteReceiver {
  open(handle: FileSystemFileHandle, sizeBytes: number): void;
  receive(url: string): void;
  /** Throws away what came, then ends. */
  discard(): void;
  /** Nothing more is told, and nothing more is done. */
  end(): void;
}

/** Starts a worker of its own for one download. */
export function workerReceiver(tell: (reply: ReceiverReply) => void): RemoteReceiver {
  const worker = new Worker(new URL("./receiver.worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }) => tell(receiverReplySchema.parse(data)));
  worker.addEventListener("error", () =>
    // What the browser collected so far goes with the worker; the file stays as it was.
    tell({ type: "failed", problem: { kind: "internal", why: "The worker that receives the file stopped." } }),
  );

  function post(request: ReceiverRequest): void {
    // A worker has no target origin to name; the second argument is options.
    worker.postMessage(request, {});
  }

  return {
    open: (handle, sizeBytes) => post({ type: "open", handle, sizeBytes }),
    receive: (url) => post({ type: "receive", url }),
    discard: () => post({ type: "discard" }),
    end: () => worker.terminate(),
  };
}
