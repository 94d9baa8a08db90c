import { createPartUrl } from "@/lib/client/uploads-api";
import type { PartUrlRequest } from "@/lib/contract/upload-plan";
import { faultOf } from "@/lib/upload/machine/fault";
import { transferRequestSchema, type TransferReply, type TransferRequest } from "./messages";
import { placeOf } from "./part-place";
import { PartUrls } from "./part-urls";
import { putBlob } from "./put-blob";

// Signs and sends parts, away from the page's main thread. Keeps nothing but URLs: the page knows what was acknowledged.

const running = new Map<number, AbortController>();
const urls = new PartUrls();

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
  const { operation, connection, account, imageId, ticket, partNumber, laterPart, sources, body } = request;
  const controller = new AbortController();
  const { signal } = controller;
  running.set(operation, controller);
  const sign = (part: PartUrlRequest, abort?: AbortSignal) =>
    createPartUrl({ connection, account }, imageId, { ...part, ...(ticket === null ? {} : { ticket }) }, abort);
  try {
    const url = await urls.take(imageId, partNumber, () => sign({ partNumber, sizeBytes: body.size }, signal));
    // A URL that was asked for ahead comes although its part was aborted meanwhile.
    signal.throwIfAborted();
    if (laterPart !== null) urls.signAhead(imageId, laterPart.partNumber, () => sign(laterPart));
    const place = placeOf(url, account, sources);
    await putBlob(place, body, (sentBytes) => reply({ type: "progressed", operation, sentBytes }), signal);
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
