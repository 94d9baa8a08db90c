import { Pool } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDatabase } from "@/e2e/support/engines/run-engines";
import type { EndedSessions } from "./ended-sessions";
import { session, testEndedSessions, which } from "./ended-sessions-conformance";
import { openEndedSessionsInPostgres } from "./ended-sessions-in-postgres";
import { LIFETIMES } from "./sessions-fixture";

const log = { warn: () => {} };

async function emptyDatabase(): Promise<Pool> {
  const pool = new Pool({ connectionString: await createDatabase(), max: 4 });
  pool.on("error", () => {});
  return pool;
}

function startedOn(pool: Pool, lifetimeSeconds = LIFETIMES.lifetimeSeconds): EndedSessions {
  return openEndedSessionsInPostgres({ pool, lifetimeSeconds, now: Date.now, log });
}

testEndedSessions(async () => {
  const pool = await emptyDatabase();
  return {
    open: (lifetimeSeconds) => startedOn(pool, lifetimeSeconds),
    lose: async () => void (await pool.query("DROP TABLE ended_sessions")),
    remove: () => pool.end(),
  };
});

let pool: Pool;

beforeEach(async () => {
  pool = await emptyDatabase();
});

afterEach(async () => {
  if (!pool.ended) await pool.end();
});

/** That began a moment from now. */
function later(number: number): ReturnType<typeof session> {
  return { ...session(number), signedInAt: Math.floor(Date.now() / 1000) + 60 };
}

test("servers that start together make one table, and a sign-out at one is one at all of them at once", async () => {
  const servers = Array.from({ length: 6 }, () => startedOn(pool));
  expect(await Promise.all(servers.map((server) => server.has(later(1))))).toEqual(servers.map(() => false));
  await servers[0]?.end(later(1));
  expect(await Promise.all(servers.map((server) => server.has(later(1))))).toEqual(servers.map(() => true));
});

test("a table that is emptied under a running server lets nobody back in", async () => {
  const [one, other] = [startedOn(pool), startedOn(pool)];
  await one.end(later(1));
  const before = session(2);
  await pool.query("TRUNCATE ended_sessions");
  expect(await which(one, before, later(1))).toEqual([true, true]);
  expect(await which(other, before, later(3))).toEqual([true, false]);
});

test("what is over by itself leaves the table", async () => {
  await startedOn(pool).end(later(1));
  const ahead = Date.now() + 8 * 24 * 3_600_000;
  const future = openEndedSessionsInPostgres({ pool, ...LIFETIMES, now: () => ahead, log });
  await future.end({ ...session(2), signedInAt: Math.floor(ahead / 1000) });
  const { rows } = await pool.query<{ session_id: string }>("SELECT session_id FROM ended_sessions ORDER BY 1");
  expect(rows.map((row) => row.session_id)).toEqual(["*", session(2).sessionId]);
});

test("without a database nobody is let in, nobody is signed out, and no sign-out is said to be done", async () => {
  const ended = startedOn(pool);
  await ended.end(later(1));
  await pool.end();
  await expect(ended.has(later(2))).rejects.toMatchObject({
    code: "upstream_unreachable",
    message: expect.stringContaining("You stay signed in"),
  });
  await expect(ended.end(later(2))).rejects.toMatchObject({
    code: "upstream_unreachable",
    message: expect.stringContaining("You are not signed out"),
  });
  expect(await ended.has(later(1)), "what ended stays ended").toBe(true);
});
