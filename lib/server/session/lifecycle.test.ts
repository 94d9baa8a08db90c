import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EndedSessions } from "./ended-sessions";
import type { Secrets } from "./seal";
import { CookieJar, endedSessionsIn, HOUR_MS, LIFETIMES, SECRETS, sessionsFixture, SIGN_IN } from "./sessions-fixture";
import type { Sessions } from "./sessions";

const START = Date.parse("2026-03-01T12:00:00Z");
const SECOND = { ...SIGN_IN, connection: "sfcompute-2", token: "tok_second" };
const CYCLE = { ...SIGN_IN, connection: "cycle", provider: "cycle", token: "tok_cycle" } as const;

let folder = "";
let sessions: Sessions;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: START });
  folder = mkdtempSync(join(tmpdir(), "images-dashboard-lifecycle-"));
  sessions = started();
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** As after a start of the server, which finds again what ended before. */
function started(secrets: Secrets = SECRETS): Sessions {
  const ended: EndedSessions = endedSessionsIn(folder);
  return sessionsFixture({ secrets, ended });
}

function passed(hours: number): void {
  vi.setSystemTime(Date.now() + hours * HOUR_MS);
}

async function signedIn(...signIns: (typeof SIGN_IN)[]): Promise<CookieJar> {
  const jar = new CookieJar();
  for (const signIn of signIns) jar.take((await sessions.begin(signIn, jar.header)).cookie);
  return jar;
}

async function connections(jar: CookieJar | string): Promise<string[]> {
  const all = await sessions.all(typeof jar === "string" ? jar : jar.header);
  return all.map(({ sealed }) => sealed.connection);
}

test("a stolen cookie is dead after the sign-out, also after a start, also when it was renewed meanwhile", async () => {
  const jar = await signedIn(SIGN_IN, CYCLE);
  const stolen = new CookieJar();
  stolen.take(...jar.header.split("; "));
  passed(6);
  stolen.take(...(await sessions.renew(stolen.header)));
  const beforeRenewal = jar.header;
  jar.take(...(await sessions.renew(jar.header)));

  jar.take(await sessions.end("sfcompute", jar.header));
  for (const copy of [stolen.header, beforeRenewal]) {
    expect(await connections(copy)).toEqual(["cycle"]);
    expect((await sessions.renew(copy)).filter((cookie) => cookie.includes("sfcompute"))).toEqual([]);
  }
  sessions = started();
  expect(await connections(stolen)).toEqual(["cycle"]);
  expect(await connections(jar)).toEqual(["cycle"]);
});

test("a sign-in in the place of another ends it, and begins a new lifetime", async () => {
  const jar = await signedIn(SIGN_IN, SECOND);
  const before = jar.header;
  const [first] = await sessions.all(before);
  passed(6);
  jar.take((await sessions.begin({ ...SIGN_IN, token: "tok_new" }, before)).cookie);
  expect(await connections(before)).toEqual(["sfcompute-2"]);
  const [again] = await sessions.all(jar.header);
  expect(again?.sealed.token).toBe("tok_new");
  expect(again?.sealed.sessionId).not.toBe(first?.sealed.sessionId);
  expect(again?.endsAt).toBe((START + 6 * HOUR_MS) / 1000 + LIFETIMES.lifetimeSeconds);
});

test("a sign-in that is refused for its length ends nothing", async () => {
  const jar = await signedIn(SIGN_IN);
  await expect(sessions.begin({ ...SIGN_IN, token: "t".repeat(4096) }, jar.header)).rejects.toMatchObject({
    code: "invalid_request",
  });
  expect(await connections(jar)).toEqual(["sfcompute"]);
});

test("seals are renewed when they are a tenth of the idle time old, under the same name", async () => {
  const jar = await signedIn(SIGN_IN);
  const id = (await sessions.all(jar.header))[0]?.sealed.sessionId;
  passed(1);
  expect(await sessions.renew(jar.header)).toEqual([]);
  passed(0.2);
  jar.take((await sessions.begin(SECOND, jar.header)).cookie);
  const renewed = await sessions.renew(jar.header);
  expect(renewed).toEqual([
    expect.stringMatching(/^images-connection-sfcompute=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/),
  ]);
  jar.take(...renewed);
  passed(11.5);
  expect(await connections(jar)).toEqual(["sfcompute", "sfcompute-2"]);
  expect((await sessions.read("sfcompute", jar.header))?.sealed.sessionId).toBe(id);
  passed(0.6);
  expect(await connections(jar)).toEqual([]);
});

test("what an old secret sealed is sealed with the new one at the next sign of life, and goes on without the old one", async () => {
  const jar = await signedIn(SIGN_IN, CYCLE);
  const ticket = await sessions.vaultOf(SIGN_IN).seal("https://storage.example/upload");
  const [newest, old] = ["a new secret that has 32 characters and more", SECRETS[0]];
  sessions = started([newest, old]);
  expect(await connections(jar)).toEqual(["sfcompute", "cycle"]);
  const renewed = await sessions.renew(jar.header);
  expect(renewed).toHaveLength(2);
  expect(await sessions.vaultOf(SIGN_IN).open(ticket)).toBe("https://storage.example/upload");
  sessions = started([newest]);
  expect(await connections(jar)).toEqual([]);
  jar.take(...renewed);
  expect(await connections(jar)).toEqual(["sfcompute", "cycle"]);
  await expect(sessions.vaultOf(SIGN_IN).open(ticket)).rejects.toMatchObject({ code: "invalid_request" });
});

test("one connection's trouble never touches another's", async () => {
  const jar = await signedIn(SIGN_IN);
  passed(11);
  for (const signIn of [SECOND, CYCLE]) jar.take((await sessions.begin(signIn, jar.header)).cookie);
  passed(2);
  expect(await connections(jar), "one is over").toEqual(["sfcompute-2", "cycle"]);
  jar.damage("images-connection-cycle", (seal) => seal.slice(3));
  expect(await connections(jar), "one is damaged").toEqual(["sfcompute-2"]);
  expect(await sessions.renew(jar.header)).toEqual([expect.stringMatching(/^images-connection-sfcompute-2=/)]);
  jar.take(await sessions.end("cycle", jar.header), await sessions.end("sfcompute", jar.header));
  expect(await connections(jar), "those are signed out of").toEqual(["sfcompute-2"]);
  const flooded = `images-connection-cycle=${"x".repeat(9_000)}; ${jar.header}`;
  expect(await connections(flooded), "one is too long").toEqual(["sfcompute-2"]);
});
