import * as z from "zod/mini";

const errorCodeSchema = z.enum([
  "invalid_request",
  "not_signed_in",
  "token_rejected",
  "forbidden",
  "cross_site",
  "not_found",
  "method_not_allowed",
  "conflict",
  "too_large",
  "unsupported_media_type",
  "rate_limited",
  "internal",
  "upstream_failed",
  "upstream_unreachable",
  "upstream_timeout",
]);

/** Every error code of the dashboard's own API. */
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** The HTTP status each code travels with. */
export const ERROR_STATUS: Record<ErrorCode, number> = {
  invalid_request: 400,
  /** No session for this connection: sign in. */
  not_signed_in: 401,
  /** The provider refused the token: enter another one. */
  token_rejected: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  /** The path has no such method. */
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  internal: 500,
  /** The provider failed, or answered what is not of its contract. */
  upstream_failed: 502,
  upstream_unreachable: 503,
  upstream_timeout: 504,
};

/** One thing wrong with a request; `field` names the place in the body or query, dotted. */
export const errorDetailSchema = z.object({
  field: z.nullable(z.string()),
  message: z.string(),
});
export type ErrorDetail = z.infer<typeof errorDetailSchema>;

/** The one error shape that the browser gets. */
export const errorBodySchema = z.object({
  error: z.object({
    code: errorCodeSchema,
    /** A sentence for people. */
    message: z.string(),
    /** Names this request in the server's log. */
    requestId: z.string(),
    details: z.optional(z.array(errorDetailSchema)),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

interface ApiErrorOptions {
  details?: ErrorDetail[] | undefined;
  requestId?: string | undefined;
  /** From Retry-After, in seconds. */
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
}

/** An error with a code, on either side of the dashboard's API. `message` is meant for people. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly details: ErrorDetail[] | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: ApiErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.details = options.details;
    this.requestId = options.requestId;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}
