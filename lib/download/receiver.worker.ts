import { receiverRequestSchema, type ReceiverReply } from "./messages";
import { createReceiver } from "./receiver";

// Fetches, hashes and writes away from the page's main thread.

const receiver = createReceiver((reply: ReceiverReply) => {
  // A worker has no target origin to name; its second argument is options.
  globalThis.postMessage(reply, {});
});

globalThis.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const request = receiverRequestSchema.parse(data);
  switch (request.type) {
    case "open":
      receiver.open(request.handle, request.sizeBytes);
      return;
    case "receive":
      receiver.receive(request.url);
      return;
    case "discard":
      receiver.discard();
      return;
    default:
      request satisfies never;
  }
});
