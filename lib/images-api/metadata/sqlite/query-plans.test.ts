import { type Explainable, type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimDeletedQuery, claimFailedQuery, completedQuery, failStaleQuery, verifyingQuery } from "./due-images";
import { imageListQuery } from "./image-list";
import type { Schema } from "./schema";
import { openDatabase } from "./sqlite-metadata-store";

let database: Kysely<Schema>;

beforeAll(async () => {
  database = await openDatabase(":memory:");
});

afterAll(() => database.destroy());

/** The steps SQLite takes, as it words them. */
async function plan(query: Explainable): Promise<string[]> {
  const steps = await query.explain<{ detail: string }>(undefined, sql`query plan`);
  return steps.map((step) => step.detail);
}

const position = { createdAt: 1_000, id: "image_1" };

test.each([
  { page: "the first page", where: {}, bound: "" },
  { page: "a page forward", where: { startingAfter: position }, bound: " AND (created_at,id)<(?,?)" },
  { page: "a page back", where: { endingBefore: position }, bound: " AND (created_at,id)>(?,?)" },
])("$page of a list is one search in an index that has the order", async ({ where, bound }) => {
  const list = { owner: "ada", limit: 50, ...where };
  expect(await plan(imageListQuery(database, { ...list, includeDeleted: false }))).toEqual([
    `SEARCH images USING INDEX images_live_list (owner=? AND deleted_at=?${bound})`,
  ]);
  expect(await plan(imageListQuery(database, { ...list, includeDeleted: true }))).toEqual([
    `SEARCH images USING INDEX images_list (owner=?${bound})`,
  ]);
});

test("each job reads only the rows that are due, or goes along the primary key", async () => {
  expect(await plan(completedQuery(database, "image_1", 500))).toEqual([
    "SEARCH images USING INDEX sqlite_autoindex_images_1 (id>?)",
  ]);
  expect(await plan(verifyingQuery(database))).toEqual(["SCAN images USING INDEX images_verifying"]);
  expect(await plan(failStaleQuery(database, 1, "stale", 2))).toEqual([
    "SEARCH images USING INDEX images_open (active_at<?)",
  ]);
  expect(await plan(claimFailedQuery(database, 2))).toEqual(["SCAN images USING INDEX images_failed_bytes"]);
  expect(await plan(claimDeletedQuery(database, 1, 2))).toEqual([
    "SEARCH images USING INDEX images_deleted_bytes (deleted_at>? AND deleted_at<?)",
  ]);
});
