import type { IncomingMessage, ServerResponse } from "node:http";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A request's path without its query, as it was sent. */
export function pathOf(request: Pick<IncomingMessage, "url">): string {
  return (request.url ?? "/").split("?", 1)[0] ?? "/";
}
