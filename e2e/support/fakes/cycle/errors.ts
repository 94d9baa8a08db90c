import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { OUTSIDE_CONTRACT } from "@/e2e/support/fakes/harness/check-contract";

type Status = Extract<ContentfulStatusCode, 400 | 401 | 403 | 404 | 409 | 422 | 429 | 500>;

interface Refusal {
  title: string;
  detail?: string;
  /** A JSON pointer to what is wrong. */
  source?: string;
  /** Which one a key lacks. */
  capability?: string;
}

/** An error in the vendor's envelope, whose code is made of the status and the word, as in `404.image`. */
export function refuse(c: Context, status: Status, word: string, { capability, ...rest }: Refusal): Response {
  const extra = capability === undefined ? {} : { extra: { capability } };
  return c.json({ error: { status, code: `${status}.${word}`, ...rest, ...extra }, data: null }, status);
}

/** An error of authentication in the form of OAuth, which the vendor's document tells of and has no schema for. */
export function refuseAsOauth(c: Context, error: string, description: string): Response {
  const body = { error, error_description: description };
  return c.json(body, 401, { [OUTSIDE_CONTRACT]: "The document has no schema for errors in the form of OAuth." });
}

export function noImage(c: Context): Response {
  return refuse(c, 404, "image", { title: "Image not found." });
}

export function lacks(c: Context, capability: string): Response {
  return refuse(c, 403, "permissions", { title: "You do not have permission to do that.", capability });
}
