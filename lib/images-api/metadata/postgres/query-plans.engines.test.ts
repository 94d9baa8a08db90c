import { type Explainable, type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSchema } from "@/e2e/support/engines/schemas";
import { auditListQuery, oldEntriesQuery } from "@/lib/images-api/metadata/sql/audit";
import {
  claimDeletedQuery,
  claimFailedQuery,
  completedQuery,
  failStaleQuery,
  verifyingQuery,
} from "@/lib/images-api/metadata/sql/due-images";
import { imageListQuery } from "@/lib/images-api/metadata/sql/image-list";
import { belongsTo, ownImageQuery } from "@/lib/images-api/metadata/sql/own-image";
import { restoreQuery } from "@/lib/images-api/metadata/sql/restore-image";
import type { Schema } from "@/lib/images-api/metadata/sql/schema";
import { openPostgresDatabase } from "./postgres-metadata-store";

/** Enough that Postgres would rather read all of a table than search, did it think so. */
const IMAGES = 50_000;
const ENTRIES = 50_000;

let database: Kysely<Schema>;

beforeAll(async () => {
  database = await openPostgresDatabase({ url: await createSchema(), poolSize: 2, statementTimeoutMs: 60_000 });
  // Four owners of whom one has nearly all, deleted ones among them, and a few that jobs look for.
  await sql`insert into images (id, owner, name, status, created_at, active_at, sha256, size_bytes, failure_reason, deleted_at)
    select 'image_' || lpad((n * 7919 % 1000003)::text, 15, '0'), case when n % 50 > 2 then 'ada' else 'user-' || n % 50 end, 'name-' || n,
      case when n % 500 = 0 then 'failed' when n % 500 < 3 then 'uploading' else 'completed' end, n, n,
      case when n % 500 <> 2 then repeat('ab', 32) end, case when n % 500 > 2 then 5 end,
      case when n % 500 = 0 then 'It failed.' end, case when n % 10 = 7 then n end
    from generate_series(1, ${sql.lit(IMAGES)}) n`.execute(database);
  await sql`insert into audit_entries (at, actor, action, outcome, image_id)
    select n * 7919 % 1000003, 'user-' || n % 5, case n % 3 when 0 then 'sign_in' else 'image.create' end, 'done',
      case n % 2 when 0 then 'image_' || n % 20 end
    from generate_series(1::bigint, ${sql.lit(ENTRIES)}) n`.execute(database);
  await sql`vacuum analyze images, audit_entries`.execute(database);
});
afterAll(() => database.destroy());

/** What Postgres does, step by step. */
async function plan(query: Explainable): Promise<string[]> {
  const steps = await query.explain<{ "QUERY PLAN": string }>();
  return steps.map((step) => step["QUERY PLAN"].replace(/ +\(cost=.*/, "").trim());
}

const uses = async (query: Explainable) => (await plan(query)).join("\n");

/** The index that is walked in its order for as many rows as the page has: nothing is sorted, filtered or read twice. */
async function walked(query: Explainable): Promise<string | undefined> {
  const steps = await plan(query);
  const [limit, scan, ...conditions] = steps;
  expect(limit).toBe("Limit");
  expect(conditions, steps.join("\n")).toEqual([expect.stringMatching(/^Index Cond: /)]);
  return /^->\s+Index (?:Only )?Scan (?:Backward )?using (?<name>\w+) on /.exec(scan ?? "")?.groups?.["name"];
}

const position = { createdAt: 25_000, id: "image_000000000025000" };
const pages = { first: {}, forward: { startingAfter: position }, back: { endingBefore: position } };

test.each(Object.entries(pages))("the page %s of a list is one walk along an index", async (_, where) => {
  for (const owner of ["ada", "user-1", "nobody"]) {
    const list = { owner, limit: 50, ...where };
    expect(await walked(imageListQuery(database, { ...list, includeDeleted: false }))).toBe("images_live_list");
    expect(await walked(imageListQuery(database, { ...list, includeDeleted: true }))).toBe("images_list");
  }
});

test("each job reads only the rows that are due, or goes along the primary key", async () => {
  expect(await uses(completedQuery(database, "image_000000000500000", 500))).toContain("using images_pkey");
  expect(await uses(verifyingQuery(database))).toContain("images_verifying");
  expect(await uses(failStaleQuery(database, 1, "stale", 2))).toContain("images_open");
  expect(await uses(claimFailedQuery(database, 2))).toContain("images_failed_bytes");
  expect(await uses(claimDeletedQuery(database, 1, 2))).toContain("images_deleted_bytes");
});

test("an image is found by its id, also one of an owner whom the statistics do not know yet", async () => {
  await sql`alter table images set (autovacuum_enabled = off)`.execute(database);
  await sql`insert into images (id, owner, name, status, created_at, active_at)
    select 'image_new_' || n, 'newcomer', 'name-' || n, 'started', n, n from generate_series(1, 10000) n`.execute(
    database,
  );
  const change = database.updateTable("images").set({ deleted_at: 1 }).where("id", "=", "image_new_7").returning("id");
  const queries = [ownImageQuery(database, "image_new_7", "newcomer"), change.where(belongsTo("newcomer"))];
  for (const query of queries) expect(await uses(query)).toContain("Scan using images_pkey");
  const restored = await uses(restoreQuery(database, "image_new_7", "newcomer", 1));
  expect(restored).toContain("Scan using images_pkey on images");
  expect(restored).toContain("Scan using images_live_name on images live");
});

test("a page of the audit trail is one walk along an index, whatever is asked for", async () => {
  const filters = { "": {}, actor: { actor: "user-1" }, action: { action: "sign_in" }, image: { imageId: "image_2" } };
  const before = { at: 500_000, id: 7 };
  for (const [column, filter] of Object.entries(filters)) {
    for (const options of [
      { ...filter, before },
      { ...filter, since: 400_000, before },
    ]) {
      const name = await walked(auditListQuery(database, { limit: 50, ...options }));
      expect(name).toBe(`audit_entries_${column === "" ? "at" : column}`);
    }
  }
  expect(await walked(auditListQuery(database, { limit: 50, actor: "user-1", action: "sign_in" }))).toBe(
    "audit_entries_actor_action",
  );
  expect(await walked(oldEntriesQuery(database, 10))).toBe("audit_entries_at");
});

test("an entry cannot be changed, not by hand either", async () => {
  await expect(sql`update audit_entries set actor = 'nobody'`.execute(database)).rejects.toThrow("never changes");
});
