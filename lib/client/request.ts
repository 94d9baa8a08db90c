import * as z from "zod/mini";
import { ApiError, errorBodySchema } from "@/lib/contract/errors";
import { ACCOUNT_HEADER } from "@/lib/contract/account-header";
import { newRequestId, REQUEST_ID_HEADER } from "@/lib/utils/request-id";
import { retryAfterMilliseconds } from "@/lib/utils/retry-after";
import { NetworkError } from "./network-error";

/** An answer that takes longer counts as no answer. The server's own deadline for a provider is shorter. */
const REQUEST_TIMEOUT_MS = 60_000;

/** What a proxy says in words of its own when it gets no answer (RFC 9110 sections 15.6.3 to 15.6.5). */
const OF_A_PROXY = new Set([502, 503, 504]);

export interface RequestOptions {
  method?: "GET" | "POST" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  /** Whose session it must be (see `ACCOUNT_HEADER`); undefined for anybody's. */
  account?: string | null | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Asks the dashboard's own API and parses the answer. `path` begins with `/api/`.
 * @throws ApiError when the server answers with an error, or with something that is not of our API (`upstream_failed`)
 * @throws NetworkError when no whole answer comes, or a proxy's own
 * @throws the signal's reason when the caller aborts
 */
export async function requestJson<T>(
  path: string,
  schema: z.core.$ZodType<T>,
  options: RequestOptions = {},
): Promise<T> {
  const { response, text } = await exchange(path, options);
  const parsed = z.safeParse(schema, parseJson(text));
  if (!parsed.success) throw strangeAnswer(response, parsed.error);
  return parsed.data;
}

/** Like `requestJson`, for answers without a body. */
export async function requestNothing(path: string, options: RequestOptions = {}): Promise<void> {
  await exchange(path, options);
}

async function exchange(path: string, options: RequestOptions): Promise<{ response: Response; text: string }> {
  const { method = "GET", body, account, signal } = options;
  const deadline = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  let response: Response;
  let text: string;
  try {
    // An absolute URL, because a worker that was started from a blob has no base to resolve a path against.
    response = await fetch(new URL(path, globalThis.location.origin), {
      method,
      headers: {
        [REQUEST_ID_HEADER]: newRequestId(),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(account === undefined ? {} : { [ACCOUNT_HEADER]: encodeURIComponent(account ?? "") }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      cache: "no-store",
      credentials: "same-origin",
      // Our API redirects nobody; a sign-in wall in front of it does, and its page is not an answer.
      redirect: "manual",
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw new NetworkError(
      deadline.aborted ? "The server did not answer in time." : "The server cannot be reached.",
      error,
    );
  }
  if (!response.ok) throw refusal(response, text);
  return { response, text };
}

function refusal(response: Response, text: string): ApiError | NetworkError {
  const parsed = errorBodySchema.safeParse(parseJson(text));
  if (!parsed.success) {
    // One that says when to ask again is a plan, not an outage.
    if (!OF_A_PROXY.has(response.status) || retryAfter(response) !== undefined)
      return strangeAnswer(response, parsed.error);
    return new NetworkError(`The server does not answer (status ${response.status}).`, parsed.error);
  }
  const { code, message, requestId, details } = parsed.data.error;
  return new ApiError(code, message, { requestId, details, retryAfterSeconds: retryAfter(response) });
}

function strangeAnswer(response: Response, cause: unknown): ApiError {
  const what = response.type === "opaqueredirect" ? "a redirect" : `status ${response.status}`;
  return new ApiError("upstream_failed", `The server gave an answer that cannot be understood (${what}).`, {
    retryAfterSeconds: retryAfter(response),
    cause,
  });
}

/** Undefined for what is not JSON; no schema of ours takes undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whole seconds to wait, where the answer says so. */
function retryAfter(response: Response): number | undefined {
  const wait = retryAfterMilliseconds(response.headers.get("retry-after"), Date.now());
  return wait === null ? undefined : Math.ceil(wait / 1000);
}
