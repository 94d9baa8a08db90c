import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runEngines } from "@/e2e/support/engines/run-engines";
import { newServersEnvironment } from "@/e2e/support/engines/server-environment";
import { BrowserSession } from "./support/browser-session";
import { RunningServer } from "./support/running-server";

/** Two servers that have nothing in common but a database, a bucket and a secret. */
let here: RunningServer;
let there: RunningServer;
let database: string;
let browser: BrowserSession;

beforeAll(async () => {
  const shared = await newServersEnvironment(runEngines());
  database = shared.DATABASE_URL;
  const environment = {
    ...shared,
    EMBEDDED_ADMIN_TOKEN: randomBytes(32).toString("base64url"),
  };
  [here, there] = await Promise.all([RunningServer.start({ environment }), RunningServer.start({ environment })]);
});

beforeEach(async () => {
  browser = new BrowserSession(here);
  await browser.signIn(here.adminToken);
});

afterAll(() => Promise.all([here, there].map((server) => server.dispose())));

/** Status of a page and of a route: they are answered by different parts of the server. */
async function statuses(asking: BrowserSession): Promise<number[]> {
  const paths = ["/sfcompute/images", "/api/sfcompute/images?limit=1"];
  const answers = await Promise.all(paths.map((path) => asking.ask("GET", path)));
  return answers.map(({ status }) => status);
}

/** Nobody gets into the database any more, and whoever is there is sent away; or they are let in again. */
async function admit(allowed: boolean): Promise<void> {
  const client = new Client({ connectionString: runEngines().postgres.url });
  await client.connect();
  const name = new URL(database).pathname.slice(1);
  await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} ALLOW_CONNECTIONS ${allowed}`);
  if (!allowed) await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
  await client.end();
}

test("who signs in at one server is signed in at the other, and a copied cookie is dead at both from the answer on", async () => {
  const copies = [browser.stolen(), browser.stolen(there)];
  for (const copy of copies) expect(await statuses(copy)).toEqual([200, 200]);
  expect((await browser.ask("DELETE", "/api/session/sfcompute")).status).toBe(204);
  for (const copy of copies) expect(await statuses(copy)).toEqual([307, 401]);
  await there.kill();
  await there.startAgain();
  for (const copy of copies) expect(await statuses(copy)).toEqual([307, 401]);
});

test("while the database is away nobody is let in, nobody is signed out, and no sign-out is said to be done", async () => {
  const copy = browser.stolen(there);
  await admit(false);
  try {
    const answer = await copy.ask("GET", "/api/sfcompute/images?limit=1");
    expect([answer.status, answer.headers.get("retry-after"), answer.headers.getSetCookie()]).toEqual([503, "5", []]);
    expect(answer.text).toContain("You stay signed in");
    const page = await copy.ask("GET", "/sfcompute/images");
    expect([page.status, page.headers.get("location")]).toEqual([500, null]);
    expect(page.text).toContain("sign-in-unchecked");
    const signOut = await browser.ask("DELETE", "/api/session/sfcompute");
    expect([signOut.status, signOut.headers.getSetCookie()]).toEqual([503, []]);
    expect((await new BrowserSession(here).ask("GET", "/sign-in")).status, "whoever is not signed in").toBe(200);
  } finally {
    await admit(true);
  }
  // Rows are not read before their server holds its lock on them again.
  for (const asking of [browser, copy]) await expect.poll(() => statuses(asking)).toEqual([200, 200]);
  expect((await browser.ask("DELETE", "/api/session/sfcompute")).status).toBe(204);
  expect(await statuses(copy)).toEqual([307, 401]);
});
