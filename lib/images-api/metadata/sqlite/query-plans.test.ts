import { type Explainable, type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditListQuery, oldEntriesQuery } from "@/lib/images-api/metadata/sql/audit";
import {
  claimDeletedQuery,
  claimFailedQuery,
  completedQuery,
  failStaleQuery,
  verifyingQuery,
} from "@/lib/images-api/metadata/sql/due-images";
import { imageListQuery } from "@/lib/images-api/metadata/sql/image-list";
import { ownImageQuery } from "@/lib/images-api/metadata/sql/own-image";
import { restoreQuery } from "@/lib/images-api/metadata/sql/restore-image";
import type { Schema } from "@/lib/images-api/metadata/sql/schema";
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
  const jobs = {
    "images_open (active_at<?)": failStaleQuery(database, 1, "stale", 2),
    images_failed_bytes: claimFailedQuery(database, 2),
    "images_deleted_bytes (deleted_at>? AND deleted_at<?)": claimDeletedQuery(database, 1, 2),
  };
  for (const [index, query] of Object.entries(jobs)) {
    expect(await plan(query)).toEqual([
      "SEARCH images USING INDEX sqlite_autoindex_images_1 (id=?)",
      expect.stringMatching("^LIST SUBQUERY"),
      expect.stringContaining(`images USING INDEX ${index}`),
    ]);
  }
});

test("an image is found by its id, and the one that took its name by that", async () => {
  const byId = expect.stringMatching(/^SEARCH images USING INDEX sqlite_autoindex_images_1 \(id=\?\)$/);
  expect(await plan(ownImageQuery(database, "image_1", "ada"))).toEqual([byId]);
  expect(await plan(restoreQuery(database, "image_1", "ada", 1))).toEqual([
    byId,
    expect.stringMatching("^CORRELATED SCALAR SUBQUERY"),
    "SEARCH live USING INDEX images_live_name (owner=? AND name=?)",
  ]);
});

/** Enough that SQLite would rather walk than search, did it think so. */
const ENTRIES = 100_000;

test("a page of the audit trail is one walk along an index, whatever is asked for and however long the trail is", async () => {
  await sql`with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${ENTRIES})
    insert into audit_entries (at, actor, action, outcome, image_id)
    select n * 7919 % 1000003, 'user-' || (n % 5), case n % 3 when 0 then 'sign_in' else 'image.create' end, 'done',
      case n % 2 when 0 then 'image_' || (n % 5000) end from numbers`.execute(database);
  await sql`analyze`.execute(database);
  const filters = { "": {}, actor: { actor: "user-1" }, action: { action: "sign_in" }, image: { imageId: "image_2" } };
  const before = { at: 500_000, id: 7 };
  for (const [column, filter] of Object.entries(filters)) {
    for (const options of [filter, { ...filter, before }, { ...filter, since: 400_000, before }]) {
      const steps = await plan(auditListQuery(database, { limit: 50, ...options }));
      expect(steps).toEqual([expect.stringMatching(`USING INDEX audit_entries_${column === "" ? "at" : column}`)]);
    }
  }
  expect(await plan(auditListQuery(database, { limit: 50, actor: "user-1", action: "sign_in" }))).toEqual([
    "SEARCH audit_entries USING INDEX audit_entries_actor_action (actor=? AND action=?)",
  ]);
  expect(await plan(oldEntriesQuery(database, 10))).toEqual([
    "SEARCH audit_entries USING COVERING INDEX audit_entries_at (at<?)",
  ]);
});

test("an entry cannot be changed, not by hand either", async () => {
  await sql`insert into audit_entries (at, action, outcome) values (1, 'sign_in', 'done')`.execute(database);
  await expect(sql`update audit_entries set actor = 'nobody'`.execute(database)).rejects.toThrow("never changes");
});
