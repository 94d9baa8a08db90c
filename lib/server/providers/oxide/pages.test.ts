import { expect, test } from "vitest";
import { z } from "zod";
import { readAllPages } from "./pages";

test("every page is asked for with the query that its token came from", async () => {
  const asked: Record<string, string>[] = [];
  const items = await readAllPages(
    { project: "p" },
    async (query) => {
      asked.push(query);
      return asked.length < 3 ? { items: [asked.length], next_page: `after-${asked.length}` } : { items: [3] };
    },
    z.number(),
  );
  expect(items).toEqual([1, 2, 3]);
  expect(asked.map(({ project, page_token: token }) => [project, token])).toEqual([
    ["p", undefined],
    ["p", "after-1"],
    ["p", "after-2"],
  ]);
});

test.each([
  { list: "that repeats its page", next: () => "same", most: 2 },
  { list: "without an end", next: (page: number) => `page-${page}`, most: 200 },
])("a list $list is a failure of the other side", async ({ next, most }) => {
  let asked = 0;
  const reading = readAllPages({}, async () => ({ items: [1], next_page: next(++asked) }), z.number());
  await expect(reading).rejects.toMatchObject({ code: "upstream_failed" });
  expect(asked).toBe(most);
});
