import type { Context } from "hono";

/** How many come on a page when the question does not say. */
const DEFAULT_PAGE_SIZE = 20;

/** A page of what there is. The answer tells no total: a page that is not full is the last. */
export function pageOf<T>(c: Context, all: readonly T[]): T[] {
  const size = positive(c.req.query("page[size]"), DEFAULT_PAGE_SIZE);
  const number = positive(c.req.query("page[number]"), 1);
  return all.slice((number - 1) * size, number * size);
}

/** A list in the query: repeated keys, as the document has it, or commas, as its prose has it. */
export function listOf(c: Context, name: string): string[] {
  return (c.req.queries(name) ?? []).flatMap((value) => value.split(","));
}

/** Values of a filter, separated by commas; null where it is not asked for. */
export function filterOf(c: Context, name: string): string[] | null {
  return c.req.query(`filter[${name}]`)?.split(",") ?? null;
}

/** By id or name, the first key that tells them apart. A minus turns it round. */
export function sorted<T extends { id: string; name: string }>(c: Context, all: readonly T[]): T[] {
  const keys = listOf(c, "sort");
  return all.toSorted((a, b) => {
    for (const key of keys) {
      const field = key.replace(/^-/, "") === "name" ? "name" : "id";
      const order = a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0;
      if (order !== 0) return key.startsWith("-") ? -order : order;
    }
    return 0;
  });
}

function positive(value: string | undefined, fallback: number): number {
  const number = Number(value ?? fallback);
  return Number.isInteger(number) && number > 0 ? number : fallback;
}
