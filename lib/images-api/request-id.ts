import { nanoid } from "nanoid";

/** A caller's own request id is taken over when it cannot harm a log. */
const REQUEST_ID_PATTERN = /^[A-Za-z0-9_-]{8,64}$/;

/** Names a request in its answer (`X-Request-Id`) and in the log. `given`: the header the caller sent. */
export function requestIdFrom(given: string | string[] | undefined): string {
  return typeof given === "string" && REQUEST_ID_PATTERN.test(given) ? given : newRequestId();
}

export function newRequestId(): string {
  return `req_${nanoid()}`;
}
