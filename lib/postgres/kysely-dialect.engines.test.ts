import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDatabase } from "@/e2e/support/engines/run-engines";
import { postgresDialect } from "./kysely-dialect";
import { openPool } from "./open-pool";

const REFUSED = new Error("No statement any more.");

let database: Kysely<unknown>;
let isRefused = false;

beforeEach(async () => {
  isRefused = false;
  const pool = openPool({ url: await createDatabase(), poolSize: 2, statementTimeoutMs: 10_000, name: "test" });
  database = new Kysely({
    dialect: postgresDialect(pool, () => {
      if (isRefused) throw REFUSED;
    }),
  });
});
afterEach(() => database.destroy());

test("what is refused before its commit is undone, and the connection is of use afterwards", async () => {
  await sql`create table counted (n int)`.execute(database);
  const change = database.transaction().execute(async (transaction) => {
    await sql`insert into counted values (1)`.execute(transaction);
    isRefused = true;
  });
  await expect(change).rejects.toBe(REFUSED);
  isRefused = false;
  expect((await sql`select n from counted`.execute(database)).rows).toEqual([]);
});

test("a statement of which nobody knows what became of it is not told as one that was refused", async () => {
  const change = database.transaction().execute(async (transaction) => {
    // The connection breaks, and before that is noticed nothing may be done any more.
    const broken = sql`select pg_terminate_backend(pg_backend_pid())`.execute(transaction);
    await broken.finally(() => (isRefused = true));
  });
  await expect(change).rejects.toMatchObject({ code: expect.stringMatching(/^(08006|57P01)$/) });
});
