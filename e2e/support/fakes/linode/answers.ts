import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { filtered } from "./x-filter";

/** One thing that is wrong, with Linode's name of the field. */
export interface Wrong {
  field?: string;
  reason: string;
}

export function errors(context: Context, status: ContentfulStatusCode, ...wrong: Wrong[]): Response {
  return context.json({ errors: wrong }, status);
}

export function notFound(context: Context): Response {
  return errors(context, 404, { reason: "Not found" });
}

/** A page of a list: numbered from 1, of 25 to 500, narrowed and ordered by X-Filter. */
export function page(context: Context, items: readonly object[]): Response {
  const number = Number(context.req.query("page") ?? "1");
  const size = Number(context.req.query("page_size") ?? "100");
  const wrong: Wrong[] = [];
  if (!Number.isInteger(number) || number < 1) wrong.push({ field: "page", reason: "Must be 1 or more" });
  if (!Number.isInteger(size) || size < 25 || size > 500) {
    wrong.push({ field: "page_size", reason: "Must be 25-500" });
  }
  if (wrong.length > 0) return errors(context, 400, ...wrong);
  const found = filtered(items, context.req.header("x-filter"));
  if (found === null) return errors(context, 400, { reason: "Cannot filter by that" });
  const pages = Math.max(1, Math.ceil(found.length / size));
  if (number > pages) return notFound(context);
  const data = found.slice((number - 1) * size, number * size);
  return context.json({ data, page: number, pages, results: found.length });
}
