import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { PageQuery } from "./client";

/**
 * Resources on a page, at most. The vendor's document names no limit; one that were cut short by a limit would look like the last page,
 * hence no more than is usual.
 */
export const MAX_PAGE_SIZE = 100;

/** Pages that are read to know all of something: ten thousand resources. */
const MAX_PAGES = 100;

/** A cursor of ours: the page's number means nothing without its size. */
export function toCursor({ number, size }: PageQuery): string {
  return `${number}x${size}`;
}

/** @throws ApiError `invalid_request` for what is no cursor of ours */
export function toPage(cursor: string | undefined, limit: number): PageQuery {
  if (cursor === undefined) return { number: 1, size: Math.min(limit, MAX_PAGE_SIZE) };
  const [, number, size] = /^([1-9]\d{0,6})x([1-9]\d{0,2})$/.exec(cursor) ?? [];
  if (number === undefined || size === undefined) {
    throw new ApiError("invalid_request", "This is no cursor of a list of images.", {
      details: [{ field: "cursor", message: "This is no cursor of a list of images." }],
    });
  }
  return { number: Number(number), size: Number(size) };
}

/** Where the list goes on; null after a page that is not full. No total tells. */
export function cursorAfter(page: PageQuery, count: number): string | null {
  return count < page.size ? null : toCursor({ ...page, number: page.number + 1 });
}

/** Everything, page by page. A resource that moved on to the next page meanwhile is there once. Null when there is too much. */
export async function readAllPages<T extends { id: string }>(
  read: (page: PageQuery) => Promise<{ data: readonly T[] | null }>,
): Promise<T[] | null> {
  const all = new Map<string, T>();
  for (let number = 1; number <= MAX_PAGES; number++) {
    const { data } = await read({ number, size: MAX_PAGE_SIZE });
    for (const one of data ?? []) all.set(one.id, one);
    if ((data?.length ?? 0) < MAX_PAGE_SIZE) return [...all.values()];
  }
  return null;
}
