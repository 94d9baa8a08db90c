import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sharedEndedSessions } from "./ended-sessions";
import { endedSessionsIn, HOUR_MS, LIFETIMES } from "./sessions-fixture";

const START = Date.parse("2026-03-01T12:00:00Z");

let folder = "";
let file = "";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: START });
  folder = mkdtempSync(join(tmpdir(), "images-dashboard-ended-"));
  file = join(folder, "ended-sessions");
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** @param hours after the start at which it began */
function session(number: number, hours = 0) {
  return { sessionId: String(number).padStart(22, "A"), signedInAt: (START + hours * HOUR_MS) / 1000 };
}

function passed(hours: number): void {
  vi.setSystemTime(Date.now() + hours * HOUR_MS);
}

test("what ended has ended after the next start as well, and nothing else has", async () => {
  const ended = endedSessionsIn(folder);
  await ended.end(session(1));
  expect([ended.has(session(1)), ended.has(session(2))]).toEqual([true, false]);
  const again = endedSessionsIn(folder);
  expect([again.has(session(1)), again.has(session(2))]).toEqual([true, false]);
});

test("it is on the disk before anybody is told, for its owner's eyes only", async () => {
  const ended = endedSessionsIn(folder);
  await Promise.all(Array.from({ length: 50 }, (_, number) => ended.end(session(number))));
  expect(readFileSync(file, "utf8").split("\n")).toHaveLength(52);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  endedSessionsIn(folder);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("who ends twice stands there once", async () => {
  const ended = endedSessionsIn(folder);
  await Promise.all([ended.end(session(1)), ended.end(session(1))]);
  await ended.end(session(1));
  expect(readFileSync(file, "utf8")).toBe(`${START / 1000 - 1} *\n${START / 1000} ${session(1).sessionId}\n`);
});

test("a last line that the power cut is left out, and the next one is not lost by it", async () => {
  await endedSessionsIn(folder).end(session(1));
  appendFileSync(file, `${START / 1000} AAAA`);
  const ended = endedSessionsIn(folder);
  expect([ended.has(session(1)), ended.has(session(2))]).toEqual([true, false]);
  await ended.end(session(3));
  const again = endedSessionsIn(folder);
  expect([1, 2, 3].map((number) => again.has(session(number)))).toEqual([true, false, true]);
});

test("a torn line alone does not spoil what comes after it", async () => {
  writeFileSync(file, "17");
  await endedSessionsIn(folder).end(session(1));
  const ended = endedSessionsIn(folder);
  expect([ended.has(session(1)), ended.has(session(2))]).toEqual([true, false]);
});

test.each<[string, (text: string) => string | null]>([
  ["is damaged", (text) => text.replace("A", "\0")],
  ["is cut off", () => ""],
  ["is lost", () => null],
])("when the list %s, no sign-out can be lost: all that began before have ended", async (_what, change) => {
  const ended = endedSessionsIn(folder);
  await ended.end(session(1));
  const text = change(readFileSync(file, "utf8"));
  if (text === null) rmSync(file);
  else writeFileSync(file, text);
  passed(1);
  const changed = endedSessionsIn(folder);
  expect([1, 2].map((number) => changed.has(session(number)))).toEqual([true, true]);
  expect(changed.has(session(3, 1))).toBe(false);
  expect(endedSessionsIn(folder).has(session(2))).toBe(true);
});

test("what would have ended by itself is forgotten at the next start, and does not come back when the clock is set back", async () => {
  await endedSessionsIn(folder).end(session(1));
  passed(8 * 24);
  const ended = endedSessionsIn(folder);
  await ended.end(session(2, 8 * 24));
  expect(readFileSync(file, "utf8")).not.toContain(session(1).sessionId);
  passed(-8 * 24);
  expect(endedSessionsIn(folder).has(session(1))).toBe(true);
});

test("a clock that was ahead keeps nobody out once it is right again", () => {
  passed(10_000);
  endedSessionsIn(folder);
  passed(-10_000);
  const ended = endedSessionsIn(folder);
  expect([ended.has(session(1, -1)), ended.has(session(2))]).toEqual([true, false]);
});

test("a longer lifetime that is configured later brings nobody back", async () => {
  await endedSessionsIn(folder).end(session(1));
  passed(8 * 24);
  const lifetimeSeconds = 4 * LIFETIMES.lifetimeSeconds;
  endedSessionsIn(folder);
  const log = { error: () => {}, warn: () => {} };
  const ended = sharedEndedSessions({ file, lifetimeSeconds, now: Date.now, log });
  expect(ended.has(session(1))).toBe(true);
  expect(sharedEndedSessions({ file, lifetimeSeconds, now: Date.now, log })).toBe(ended);
});

test("there is an end to how many are kept: then the oldest go, and all that began before them", async () => {
  const ended = endedSessionsIn(folder, 10);
  for (let number = 0; number < 30; number += 1) {
    await ended.end(session(number, number));
    passed(1);
  }
  const lines = readFileSync(file, "utf8").trim().split("\n");
  expect(lines.length).toBeLessThanOrEqual(11);
  expect(lines[0]).toMatch(/^\d+ \*$/);
  const again = endedSessionsIn(folder, 10);
  for (let number = 0; number < 30; number += 1) {
    expect([ended.has(session(number, number)), again.has(session(number, number))]).toEqual([true, true]);
  }
  expect(again.has(session(99, 29))).toBe(false);
});

test("where it cannot be written the sign-in ends all the same, and is written with the next one", async () => {
  const ended = endedSessionsIn(folder);
  await ended.end(session(1));
  await rm(file);
  await mkdir(file);
  await ended.end(session(2));
  expect(ended.has(session(2))).toBe(true);
  await rm(file, { recursive: true });
  await ended.end(session(3));
  const again = endedSessionsIn(folder);
  expect([1, 2, 3].map((number) => again.has(session(number)))).toEqual([true, true, true]);
});

test("a list that cannot be read is no empty list", async () => {
  await mkdir(file);
  expect(() => endedSessionsIn(folder)).toThrow(/EISDIR/);
});
