import * as z from "zod/mini";
import { NetworkError } from "@/lib/client/network-error";
import { ApiError } from "@/lib/contract/errors";
import type { UploadFailure } from "@/lib/upload/upload-view";
import { uploadFailureSchema } from "./failure";

/**
 * How a request did not succeed, by what follows from it.
 * `network`: no answer; tried again without limit, and at once when the browser comes online.
 * `busy`: the server cannot now (5xx, 408, 429); tried again without limit. `retryAfterMilliseconds` is null unless it asked
 * for patience, and 0 when it did not say how much. `refused`: a part URL was not accepted
 * (it expired): sign again. `unauthorized`: the API wants another token; tried again once there is one. `stopped`: trying again would not help. `cause` is a sentence for people.
 */
export const faultSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("network"), cause: z.string() }),
  z.object({
    kind: z.literal("busy"),
    cause: z.string(),
    retryAfterMilliseconds: z.nullable(z.number().check(z.nonnegative())),
  }),
  z.object({ kind: z.literal("refused"), cause: z.string() }),
  z.object({ kind: z.literal("unauthorized"), cause: z.string() }),
  z.object({ kind: z.literal("stopped"), failure: uploadFailureSchema }),
]);
export type Fault = z.infer<typeof faultSchema>;

/** Thrown by whatever carries requests, so that a fault travels through promises. */
export class FaultError extends Error {
  override readonly name = "FaultError";

  constructor(readonly fault: Fault) {
    super(fault.kind === "stopped" ? fault.failure.message : fault.cause);
  }
}

/** The failure to show for an error of the dashboard's API. */
export function failureOf(error: ApiError): UploadFailure {
  const { code, message, requestId = null, details } = error;
  return details === undefined ? { code, message, requestId } : { code, message, requestId, details };
}

/** 429 asks for patience also when it does not say how much. */
function patience(status: number): 0 | null {
  return status === 429 ? 0 : null;
}

function apiFault(error: ApiError): Fault {
  if (error.status === 401) return { kind: "unauthorized", cause: error.message };
  const busy = error.status >= 500 || error.code === "rate_limited";
  if (!busy) return { kind: "stopped", failure: failureOf(error) };
  const seconds = error.retryAfterSeconds;
  return {
    kind: "busy",
    cause: error.message,
    retryAfterMilliseconds: seconds === undefined ? patience(error.status) : Math.max(0, seconds) * 1_000,
  };
}

/** The fault behind whatever a request to the dashboard's API was rejected with. */
export function faultOf(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  if (error instanceof ApiError) return apiFault(error);
  if (error instanceof NetworkError) return { kind: "network", cause: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: "stopped",
    failure: { code: "internal", message: `Something unexpected: ${message}`, requestId: null },
  };
}

/**
 * The fault behind an answer of the object store to the PUT of a part; null for success, which is any 2xx.
 * @param retryAfterMilliseconds from the answer's Retry-After, null without one
 * @param said the answer's own sentence, null without one
 */
export function partAnswerFault(
  status: number,
  statusText: string,
  retryAfterMilliseconds: number | null,
  said: string | null = null,
): Fault | null {
  if (status >= 200 && status < 300) return null;
  // HTTP/2 has no status text.
  const answer = statusText === "" ? `${status}` : `${status} ${statusText}`;
  const cause = said === null ? `The storage answered ${answer}.` : `${said} (${answer})`;
  if (status >= 500 || status === 408 || status === 429) {
    return { kind: "busy", cause, retryAfterMilliseconds: retryAfterMilliseconds ?? patience(status) };
  }
  // An expired or mistaken signature: S3 answers 403, some gateways 401.
  if (status === 401 || status === 403) return { kind: "refused", cause };
  return {
    kind: "stopped",
    failure: { code: "part_refused", message: `${cause} It does not take this part of the file.`, requestId: null },
  };
}
