import "server-only";
import * as z from "zod/mini";
import { ApiError } from "@/lib/contract/errors";
import { BodyTooLargeError, boundedText } from "./bounded-text";

/** Longest request body, in bytes: a form's longest text has 65,000 characters, each of which JSON may write with six. */
const MAX_BODY_BYTES = 512 * 1024;

/**
 * The request's JSON body. Another content type is refused, because a form of any site may send `text/plain` without asking.
 * @throws ApiError `unsupported_media_type`, `too_large`, `invalid_request`
 */
export async function parseBody<T>(request: Request, schema: z.core.$ZodType<T>): Promise<T> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new ApiError("unsupported_media_type", "The body must be JSON, with the content type application/json.");
  }
  let body: unknown;
  try {
    body = JSON.parse(await boundedText(request, MAX_BODY_BYTES));
  } catch (cause) {
    if (cause instanceof BodyTooLargeError) {
      throw new ApiError("too_large", `The body has more than ${MAX_BODY_BYTES} bytes.`, { cause });
    }
    throw new ApiError("invalid_request", "The body is not JSON.", { cause });
  }
  return parse(body, schema);
}

/** The request's query. The last one of a repeated name counts. @throws ApiError `invalid_request` */
export function parseQuery<T>(request: Request, schema: z.core.$ZodType<T>): T {
  return parse(Object.fromEntries(new URL(request.url).searchParams), schema);
}

function parse<T>(value: unknown, schema: z.core.$ZodType<T>): T {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, message }) => ({
    field: path.length === 0 ? null : path.map(String).join("."),
    message,
  }));
  const [first, ...more] = details;
  const message = first !== undefined && more.length === 0 ? first.message : "Some of the fields are not valid.";
  throw new ApiError("invalid_request", message, { details });
}
