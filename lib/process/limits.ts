import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Handler } from "./handler";

/** A request has this long to send its headers: Node's default, named because `requestTimeout` is off. */
const HEADERS_TIMEOUT_MS = 60_000;

/**
 * A request that is not a part of an image has this long to arrive: Node's default for `requestTimeout`, which must be off
 * because it would cut large parts on slow lines. Parts have a stall timer instead, in the object store.
 */
const REQUEST_TIMEOUT_MS = 300_000;

/**
 * An idle connection is kept this long: longer than the 60 s of common reverse proxies (nginx, AWS), because whoever closes
 * first may close just as the other one sends. The dashboard's own requests over loopback stop using it a second earlier, as
 * Node's client reads the limit from the Keep-Alive header.
 */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;

/** A server that does not listen yet, with limits of time that suit both large parts and everything else. */
export function createLimitedServer(handle: Handler): Server {
  const server = createServer(
    { requestTimeout: 0, headersTimeout: HEADERS_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS },
    handle,
  );
  // Without this listener Node invites the body before anybody looked at the headers.
  server.on("checkContinue", handle);
  return server;
}

/** For requests that are not parts: those that take too long to arrive are cut. */
export function limitArrival(request: IncomingMessage): void {
  // A request without a body never says "end" when nobody reads it, so one that arrived long ago may still be answered.
  const timer = setTimeout(() => request.complete || request.destroy(), REQUEST_TIMEOUT_MS);
  const clear = (): void => clearTimeout(timer);
  request.once("end", clear).once("close", clear);
}
