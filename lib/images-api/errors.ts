/** The `error.type` of an answer, and the HTTP status it travels with unless a route says otherwise. */
export const ERROR_STATUS = {
  invalid_request_error: 400,
  authentication_error: 401,
  forbidden: 403,
  not_found: 404,
  /** The vendor's document has no word for it: `invalid_request_error` would tell clients not to try again. */
  rate_limit_error: 429,
  conflict: 409,
  api_error: 500,
} as const;

export type ErrorType = keyof typeof ERROR_STATUS;

/** One thing wrong with a request; `field` names the place in the body or query, dotted. */
export interface ErrorDetail {
  field?: string;
  code: string;
  message: string;
}

/** What went wrong, for whoever made the request: `message` is a sentence that says what to do. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  constructor(
    readonly type: ErrorType,
    message: string,
    readonly details: readonly ErrorDetail[] = [],
  ) {
    super(message);
  }
}

export function invalidField(field: string, code: string, message: string): ServiceError {
  return new ServiceError("invalid_request_error", message, [{ field, code, message }]);
}
