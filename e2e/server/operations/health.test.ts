import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RunningServer } from "@/e2e/server/support/running-server";
import { eventually } from "@/lib/utils/eventually.fixture";
import { readiness } from "./readiness";

/** One for all, as a start is what takes time here. What a test breaks it mends, or the next start does. */
let server: RunningServer;

beforeAll(async () => {
  server = await RunningServer.start();
});
afterAll(() => server.dispose());

const READY = { status: 200, failing: {} };

/** For what takes as long as a busy machine needs. */
const PATIENTLY = { interval: 20, timeout: 30_000 };

test("both answer anybody, say nothing that helps a stranger, and are not kept", async () => {
  const healthy = await server.request(null, "GET", "/healthz");
  expect(healthy).toMatchObject({ status: 200, text: '{"status":"ok"}\n' });
  const ready = await server.request(null, "GET", "/readyz?verbose=1");
  expect(JSON.parse(ready.text)).toEqual({
    status: "ready",
    checks: ["metadata", "migrations", "objects", "disk"].map((name) => ({ name, status: "ok" })),
  });
  for (const { headers } of [healthy, ready]) {
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
    expect(headers.has("set-cookie")).toBe(false);
  }
  expect(await server.request(null, "HEAD", "/readyz")).toMatchObject({ status: 200, text: "" });
  const posted = await server.request(null, "POST", "/readyz", { any: "thing" });
  expect(posted.status).toBe(405);
  expect(posted.headers.get("allow")).toBe("GET, HEAD");
});

test("a folder that takes no bytes is said without its name, and is over when it does again", async () => {
  const incoming = join(server.dataDirectory, "objects", "incoming");
  rmSync(incoming, { recursive: true });
  await expect.poll(() => readiness(server), PATIENTLY).toEqual({ status: 503, failing: { objects: "unavailable" } });
  expect((await server.request(null, "GET", "/readyz")).text).not.toMatch(/incoming|ENOENT|\//);
  expect(server.output).toMatch(/"check":"objects".*"msg":"a check failed"/);
  mkdirSync(incoming);
  await expect.poll(() => readiness(server), PATIENTLY).toEqual(READY);
});

test("tables that a newer version has changed are said, and when they are not any more", async () => {
  const database = new SqliteDatabase(join(server.dataDirectory, "images.db"));
  database.prepare("insert into kysely_migration (name, timestamp) values ('9999_later', '')").run();
  await expect.poll(() => readiness(server), PATIENTLY).toEqual({ status: 503, failing: { migrations: "outdated" } });
  database.exec("delete from kysely_migration where name = '9999_later'");
  database.close();
  await expect.poll(() => readiness(server), PATIENTLY).toEqual(READY);
});

test("while it starts it is healthy and not ready", async () => {
  await server.stop();
  const starting = server.startAgain();
  // All at once and as early as can be: it does not start for long.
  const [ready, healthy, refused] = await eventually(async () => {
    const [answer, ...others] = await Promise.all([
      readiness(server),
      server.request(null, "GET", "/healthz"),
      server.request(null, "GET", "/v2/images"),
    ]);
    if (answer === null) throw new Error("Nobody answers yet.");
    return [answer, ...others] as const;
  });
  expect(ready).toEqual({ status: 503, failing: { server: "starting" } });
  expect(healthy.status).toBe(200);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("1");
  await starting;
  await expect.poll(() => readiness(server), PATIENTLY).toEqual(READY);
});

test("too little room on the disk is said, and what needs no room goes on", async () => {
  await server.stop();
  await server.startAgain({ MIN_FREE_DISK_MIB: "1000000000" });
  expect(await readiness(server)).toEqual({ status: 503, failing: { disk: "low" } });
  expect((await server.request(null, "GET", "/healthz")).status).toBe(200);
  expect((await server.request(server.adminToken, "GET", "/v2/images")).status).toBe(200);
});

test("without an embedded API the pages are all there is", async () => {
  await server.stop();
  await server.startAgain({ LINODE_API_URL: "http://127.0.0.1:9" });
  const { text } = await server.request(null, "GET", "/readyz");
  expect(JSON.parse(text)).toEqual({ status: "ready", checks: [{ name: "pages", status: "ok" }] });
});
