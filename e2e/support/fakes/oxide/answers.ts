import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** An error answer on its way out of a handler. `code` is null where no handler of the system was reached. */
export class Refusal extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string | null,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export function answerRefusal(c: Context, { status, code, message, headers }: Refusal): Response {
  const body = { message, request_id: randomUUID(), ...(code !== null && { error_code: code }) };
  return c.json(body, status, { ...headers });
}

export const invalidRequest = (message: string): Refusal => new Refusal(400, "InvalidRequest", message);

export const notFound = (kind: string, nameOrId: string): Refusal =>
  new Refusal(404, "ObjectNotFound", `not found: ${kind} with name or id "${nameOrId}"`);

export const alreadyExists = (kind: string, name: string): Refusal =>
  new Refusal(400, "ObjectAlreadyExists", `already exists: ${kind} "${name}"`);
