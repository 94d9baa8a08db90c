import { createPartUrl } from "@/lib/client/api";
import { faultOf } from "./fault";
import { transferRequestSchema, type TransferReply, type TransferRequest } from "./messages";
import { putBlob } from "./put-blob";

// Signs and sends parts, away from the page's main thread. Keeps nothing: the page knows what was acknowledged.

const running = new Map<number, AbortController>();

globalThis.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const request = transferRequestSchema.parse(data);
  switch (request.type) {
    case "send":
      void send(request);
      return;
    case "abort":
      running.get(request.operation)?.abort();
      running.delete(request.operation);
      return;
    default:
      request satisfies never;
  }
});

async function send(request: Extract<TransferRequest, { type: "send" }>): Promise<void> {
  const { operation, connection, account, imageId, partNumber, body } = request;
  const controller = new AbortController();
  const { signal } = controller;
  running.set(operation, controller);
  try {
    const { url } = await createPartUrl({ connection, account }, imageId, { partNumber }, signal);
    await putBlob(url, body, (sentBytes) => reply({ type: "progressed", operation, sentBytes }), signal);
    reply({ type: "acknowledged", operation });
  } catch (error) {
    if (!signal.aborted) reply({ type: "failed", operation, fault: faultOf(error) });
  } finally {
    running.delete(operation);
  }
}

function reply(message: TransferReply): void {
  // A worker has no target origin to name; its second argument is options.
  globalThis.postMessage(message, {});
}
