/** The images API's words for what went wrong, and those of HTTP where it has none. */
type ObjectErrorType =
  | "invalid_request_error"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "request_timeout"
  | "payload_too_large"
  | "insufficient_storage"
  | "api_error";

/** A refusal of `/objects/…`: an HTTP status and a sentence for people. Never holds internals. */
export class ObjectError extends Error {
  override readonly name = "ObjectError";

  constructor(
    readonly status: number,
    readonly type: ObjectErrorType,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The peer went away: there is no one to answer. */
export class PeerGoneError extends Error {
  override readonly name = "PeerGoneError";
}

/** Whether `error` is a system error of one of these codes, as in ENOENT. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
