import "server-only";
import * as z from "zod/mini";
import type { ProviderId } from "@/lib/contract/connection-id";
import { ApiError, type ErrorCode, type ErrorDetail } from "@/lib/contract/errors";
import { upstreamAsked, type UpstreamAsked } from "@/lib/telemetry/events";
import { retryAfterMilliseconds } from "@/lib/utils/retry-after";
import { BodyTooLargeError, boundedText } from "./bounded-text";

/** Longest answer, in bytes. A list of 200 images is about 100 KiB. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** Longest message that is passed on to people, in characters. */
const MAX_MESSAGE_LENGTH = 500;

/** Deadlines for a whole exchange, in ms, below the browser's own 60 s. Completing a small image includes its verification. */
const DEFAULT_DEADLINES = { read: 15_000, write: 45_000 };

/** An images API that the operator configured, as one request speaks to it. */
export interface UpstreamOptions {
  /** Whose API it is: what metrics count by. */
  provider: ProviderId;
  /** For people, in messages. */
  label: string;
  /** Sent along as `x-request-id`, so that the other side's log can be laid beside ours. */
  requestId: string;
  /** No user or password in it; a path is kept. */
  baseUrl: URL;
  /** Sent with every request, the credentials among them. */
  headers: Readonly<Record<string, string>>;
  /** Ends reads early. */
  signal: AbortSignal;
  /** What an error answer says; null for what is not this API's error shape. */
  readError: (body: unknown, status: number) => UpstreamError | null;
  deadlines?: { read: number; write: number };
}

/** An API's own words for what went wrong, meant for people. `code` where its status does not say which of ours it is. */
export interface UpstreamError {
  message: string;
  details?: ErrorDetail[];
  code?: ErrorCode;
}

export interface UpstreamRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Segments of the path after the base; each is encoded. */
  path: readonly string[];
  /** A list is a repeated key. */
  query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Beside those of every request. */
  headers?: Readonly<Record<string, string>>;
  /** For this request alone, in ms. */
  deadlineMs?: number;
  /** Ends a write early as well. */
  signal?: AbortSignal;
  /** Sent as JSON. */
  body?: unknown;
}

/** An answer whose body was read whole; `body` is undefined when it is not JSON. */
export interface UpstreamAnswer {
  status: number;
  body: unknown;
  retryAfterSeconds: number | undefined;
}

/**
 * Asks, with a deadline, following no redirect and reading no more than 4 MiB.
 * @throws ApiError `upstream_unreachable`, `upstream_timeout` or `upstream_failed` when no whole answer comes
 */
export async function askUpstream(options: UpstreamOptions, request: UpstreamRequest): Promise<UpstreamAnswer> {
  const { provider, label, baseUrl, headers, signal, deadlines = DEFAULT_DEADLINES } = options;
  const { method, path, query, body } = request;
  const limit = method === "GET" ? deadlines.read : deadlines.write;
  const deadline = AbortSignal.timeout(request.deadlineMs ?? limit);
  const enders = [deadline, request.signal, method === "GET" ? signal : undefined];
  const url = upstreamUrl(baseUrl, path, query);
  const startedAt = performance.now();
  const tell = (status: UpstreamAsked["status"]): void =>
    upstreamAsked.publish({ provider, status, seconds: (performance.now() - startedAt) / 1000 });
  let response: Response | undefined;
  try {
    response = await fetch(url, {
      method,
      headers: {
        ...headers,
        ...request.headers,
        accept: "application/json",
        "x-request-id": options.requestId,
        ...(body !== undefined && JSON_TYPE),
      },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.any(enders.filter((ender) => ender !== undefined)),
    });
    const text = await boundedText(response, MAX_ANSWER_BYTES);
    const wait = retryAfterMilliseconds(response.headers.get("retry-after"), Date.now());
    tell(response.status);
    return {
      status: response.status,
      body: parseJson(text),
      retryAfterSeconds: wait === null ? undefined : Math.ceil(wait / 1000),
    };
  } catch (cause) {
    if (deadline.aborted) tell("timeout");
    else if (enders.some((ender) => ender?.aborted === true)) tell("canceled");
    else tell(response === undefined ? "unreachable" : "broken");
    if (deadline.aborted) throw new ApiError("upstream_timeout", `${label} did not answer in time.`, { cause });
    if (cause instanceof BodyTooLargeError) {
      throw new ApiError("upstream_failed", `${label} gave an answer that is too long.`, { cause });
    }
    throw response === undefined
      ? new ApiError("upstream_unreachable", `${label} cannot be reached.`, { cause })
      : new ApiError("upstream_failed", `${label} broke off its answer.`, { cause });
  }
}

/** Asks and parses. @throws ApiError for everything but a success of that shape */
export async function requestUpstream<T>(
  options: UpstreamOptions,
  request: UpstreamRequest,
  schema: z.core.$ZodType<T>,
): Promise<T> {
  return parseAnswer(options, await askUpstream(options, request), schema);
}

/** Asks where only success matters. @throws ApiError for everything but a success */
export async function requestUpstreamNothing(options: UpstreamOptions, request: UpstreamRequest): Promise<void> {
  const answer = await askUpstream(options, request);
  if (!isSuccess(answer)) throw upstreamError(options, answer);
}

/** The parsed body of a success. @throws ApiError for everything else */
export function parseAnswer<T>(options: UpstreamOptions, answer: UpstreamAnswer, schema: z.core.$ZodType<T>): T {
  if (!isSuccess(answer)) throw upstreamError(options, answer);
  const parsed = z.safeParse(schema, answer.body);
  if (parsed.success) return parsed.data;
  throw new ApiError("upstream_failed", `${options.label} gave an answer that cannot be understood.`, {
    cause: parsed.error,
  });
}

function isSuccess({ status }: UpstreamAnswer): boolean {
  return status >= 200 && status <= 299;
}

const JSON_TYPE = { "content-type": "application/json" } as const;

/** Statuses whose meaning for people is the same here as upstream. */
const CODE_BY_STATUS: Partial<Record<number, ErrorCode>> = {
  400: "invalid_request",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "too_large",
  422: "invalid_request",
  429: "rate_limited",
};

/** Out of service and out of room: an API that says more than that says it better than the number. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([503, 507]);

function upstreamError({ label, readError }: UpstreamOptions, answer: UpstreamAnswer): ApiError {
  const { status, retryAfterSeconds } = answer;
  const error = readError(answer.body, status);
  if (status === 401 && error?.code === undefined) {
    return new ApiError("token_rejected", `${label} does not accept this API token.`);
  }
  const options = { retryAfterSeconds, details: error?.details };
  const code = error?.code ?? CODE_BY_STATUS[status];
  if (status === 429) {
    return new ApiError("rate_limited", shown(error?.message) ?? `${label} asks to slow down.`, options);
  }
  if (error !== null && code !== undefined) return new ApiError(code, shown(error.message) ?? label, options);
  const said = shown(error?.message);
  const message =
    said === undefined
      ? `${label} answered with status ${status}.`
      : `${label}${PASSING_STATUSES.has(status) ? "" : ` answered with status ${status}`}: ${said}`;
  return new ApiError("upstream_failed", message, options);
}

function shown(message: string | undefined): string | undefined {
  return message === undefined || message === "" ? undefined : message.slice(0, MAX_MESSAGE_LENGTH);
}

/** Undefined for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Never leaves the configured base. @throws ApiError `not_found` for what is no segment: ids come from browsers, in forms as well */
function upstreamUrl(baseUrl: URL, path: readonly string[], query: UpstreamRequest["query"]): URL {
  // Encoding leaves dots alone, and cannot encode half a character.
  if (path.some((segment) => /^\.{0,2}$|\p{Surrogate}/u.test(segment))) {
    throw new ApiError("not_found", "There is nothing with such an id.");
  }
  const url = new URL(baseUrl);
  const base = url.pathname.replace(/\/+$/, "");
  url.pathname = [base, ...path.map((segment) => encodeURIComponent(segment))].join("/");
  url.search = "";
  url.hash = "";
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined) continue;
    for (const one of typeof value === "string" ? [value] : value) url.searchParams.append(name, one);
  }
  return url;
}
