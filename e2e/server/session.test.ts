import { statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { BrowserSession } from "./support/browser-session";
import { RunningServer } from "./support/running-server";

const OLD = "an old secret that has 32 characters and more";
const NEW = "a new secret that has 32 characters and more";

/** In hours and days, as the configuration has them: so many seconds. */
const hours = (seconds: number): string => String(seconds / 3_600);
const days = (seconds: number): string => String(seconds / 86_400);

/** Its seals are renewed when they are six seconds old. */
let server: RunningServer;
let browser: BrowserSession;
const others: RunningServer[] = [];

beforeAll(async () => {
  server = await RunningServer.start({ environment: { SESSION_IDLE_HOURS: hours(60) } });
});

beforeEach(async () => {
  browser = new BrowserSession(server);
  await browser.signIn(await server.makeToken("ada"));
});

afterAll(() => Promise.all([server, ...others].map((each) => each.dispose())));

async function anotherServer(environment: Record<string, string>): Promise<[RunningServer, BrowserSession]> {
  const other = await RunningServer.start({ environment });
  others.push(other);
  const signedIn = new BrowserSession(other);
  await signedIn.signIn(await other.makeToken("ada"));
  return [other, signedIn];
}

/** Status of a page and of a route: they are answered by different parts of the server. */
async function outcomes(asking: BrowserSession): Promise<unknown> {
  const [page, api] = await Promise.all([
    asking.ask("GET", "/sfcompute/images"),
    asking.ask("GET", "/api/sfcompute/images?limit=1"),
  ]);
  return { page: [page.status, page.headers.get("location")], api: api.status };
}

const SIGNED_IN = { page: [200, null], api: 200 };
const SIGNED_OUT = { page: [307, "/sign-in?return=%2Fsfcompute%2Fimages"], api: 401 };

test("after a sign-out every copy of the cookie is dead, also a renewed one, also after a kill", async () => {
  await browser.signIn(await server.makeToken("bob"));
  const stolen = browser.stolen();
  const renewed = browser.stolen();
  expect(await outcomes(stolen)).toEqual(SIGNED_IN);
  let renewals = "";
  const renew = async (): Promise<string> => {
    const answer = await renewed.ask("POST", "/api/session/keep-alive");
    renewals += answer.headers.getSetCookie().join("\n");
    return renewals;
  };
  await expect.poll(renew, { timeout: 30_000, interval: 500 }).toContain("images-connection-sfcompute=");
  expect(await outcomes(renewed)).toEqual(SIGNED_IN);

  expect((await browser.ask("DELETE", "/api/session/sfcompute")).status).toBe(204);
  await server.kill();
  await server.startAgain();
  for (const copy of [stolen, renewed]) {
    expect(await outcomes(copy)).toEqual(SIGNED_OUT);
    await copy.ask("POST", "/api/session/keep-alive");
    expect(await copy.connections()).toEqual(["sfcompute-2"]);
  }
  expect(await browser.connections()).toEqual(["sfcompute-2"]);
  expect(statSync(join(server.dataDirectory, "ended-sessions")).mode & 0o777).toBe(0o600);
});

test("a token that takes another's place ends what was signed in there", async () => {
  const stolen = browser.stolen();
  await browser.signIn(await server.makeToken("ada"));
  expect(await outcomes(stolen)).toEqual(SIGNED_OUT);
  expect(await outcomes(browser)).toEqual(SIGNED_IN);
});

test("a new secret signs nobody out, and who was there meanwhile needs the old one no more", async () => {
  const [other, present] = await anotherServer({ SESSION_SECRET: OLD });
  const absent = present.stolen();
  await other.stop();
  await other.startAgain({ SESSION_SECRET: `${NEW},${OLD}` });
  expect(await outcomes(present)).toEqual(SIGNED_IN);
  expect((await present.ask("POST", "/api/session/keep-alive")).headers.getSetCookie()).toHaveLength(1);
  await other.stop();
  await other.startAgain({ SESSION_SECRET: NEW });
  expect(await outcomes(present)).toEqual(SIGNED_IN);
  expect(await outcomes(absent)).toEqual(SIGNED_OUT);
});

test("who only looks is signed out after the idle time, who is there after the lifetime", async () => {
  const [, watched] = await anotherServer({ SESSION_IDLE_HOURS: hours(6), SESSION_LIFETIME_DAYS: days(14) });
  const used = watched.stolen();
  const endedFirst: string[] = [];
  const poll = { timeout: 40_000, interval: 300 };
  const look = async (): Promise<number> => {
    const { status } = await watched.ask("GET", "/api/sfcompute/images");
    if ((await used.connections()).length === 0) endedFirst.push("used");
    await used.ask("POST", "/api/session/keep-alive");
    return status;
  };
  await expect.poll(look, poll).toBe(401);
  expect(endedFirst).toEqual([]);
  await expect
    .poll(async () => {
      await used.ask("POST", "/api/session/keep-alive");
      return used.connections();
    }, poll)
    .toEqual([]);
  expect(await outcomes(used)).toEqual(SIGNED_OUT);
});

test("what stands in other cookies signs nobody out, and no cookie is an error of the server", async () => {
  browser.put("images-connection-sfcompute-2", "Fe26.2*1*a*b*c*d*e*f~2");
  browser.put("images-connection-linode", "x".repeat(8_000));
  browser.put("theme", '"%00\\"');
  expect(await outcomes(browser)).toEqual(SIGNED_IN);
  expect(await browser.connections()).toEqual(["sfcompute"]);
  browser.put("flood", "x".repeat(16_384));
  expect((await browser.ask("GET", "/api/session")).status).toBe(431);
});

test("another site's page can neither keep alive nor sign out nor sign in", async () => {
  const token = await server.makeToken("mallory");
  for (const headers of [
    { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    { "sec-fetch-site": "same-site", origin: "http://127.0.0.1:1" },
    { origin: "http://127.0.0.1:1" },
    { origin: "null" },
  ]) {
    for (const [method, path, body] of [
      ["POST", "/api/session/keep-alive", undefined],
      ["DELETE", "/api/session/sfcompute", undefined],
      ["POST", "/api/session", { provider: "sfcompute", token }],
    ] as const) {
      const answer = await browser.ask(method, path, body, headers);
      expect([answer.status, answer.headers.getSetCookie()], `${method} ${path} ${headers.origin}`).toEqual([403, []]);
    }
  }
  expect(await outcomes(browser)).toEqual(SIGNED_IN);
});
