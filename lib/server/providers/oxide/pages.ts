import "server-only";
import { z } from "zod";
import { ApiError } from "@/lib/contract/errors";
import { oxideText } from "@/lib/text/oxide-text";

/** Items of a page: one request for most projects, and an answer far below what is read of one. */
const PAGE_LIMIT = 1000;

/** More than any silo has; a list that never ends is a mistake of the other side. */
const MAX_PAGES = 200;

/**
 * Every item of a list. A page's token stands beside the query that it came from.
 * @throws ApiError `upstream_failed` for a list without an end
 */
export async function readAllPages<T>(
  query: Readonly<Record<string, string>>,
  readPage: (
    query: Record<string, string>,
    schema: z.ZodType<{ items: T[]; next_page?: string | null | undefined }>,
  ) => Promise<{ items: T[]; next_page?: string | null | undefined }>,
  item: z.ZodType<T>,
): Promise<T[]> {
  const schema = z.object({ items: z.array(item), next_page: z.string().nullish() });
  const items: T[] = [];
  let pageToken: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer: { items: T[]; next_page?: string | null | undefined } = await readPage(
      { ...query, limit: String(PAGE_LIMIT), ...(pageToken !== null && { page_token: pageToken }) },
      schema,
    );
    items.push(...answer.items);
    const next = answer.next_page ?? "";
    if (next === "") return items;
    // It would go round and round.
    if (next === pageToken) break;
    pageToken = next;
  }
  throw new ApiError("upstream_failed", oxideText.endlessList);
}
