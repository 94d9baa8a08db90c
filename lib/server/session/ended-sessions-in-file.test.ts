import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { passed, session, testEndedSessions, which } from "./ended-sessions-conformance";
import { openEndedSessionsFile } from "./ended-sessions-in-file";
import { endedSessionsIn } from "./sessions-fixture";

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

testEndedSessions(async () => {
  const place = mkdtempSync(join(tmpdir(), "images-dashboard-ended-"));
  const log = { error: () => {}, warn: () => {} };
  return {
    open: (lifetimeSeconds) =>
      openEndedSessionsFile({ file: join(place, "ended-sessions"), lifetimeSeconds, now: Date.now, log }),
    lose: async () => rmSync(join(place, "ended-sessions"), { force: true }),
    remove: async () => rmSync(place, { recursive: true }),
  };
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
  expect(await which(ended, session(1), session(2))).toEqual([true, false]);
  await ended.end(session(3));
  const again = endedSessionsIn(folder);
  expect(await which(again, session(1), session(2), session(3))).toEqual([true, false, true]);
});

test("a torn line alone does not spoil what comes after it", async () => {
  writeFileSync(file, "17");
  await endedSessionsIn(folder).end(session(1));
  const ended = endedSessionsIn(folder);
  expect(await which(ended, session(1), session(2))).toEqual([true, false]);
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
  expect(await which(changed, session(1), session(2))).toEqual([true, true]);
  expect(await changed.has(session(3, 1))).toBe(false);
  expect(await endedSessionsIn(folder).has(session(2))).toBe(true);
});

test("what would have ended by itself is forgotten at the next start, and does not come back when the clock is set back", async () => {
  await endedSessionsIn(folder).end(session(1));
  passed(8 * 24);
  const ended = endedSessionsIn(folder);
  await ended.end(session(2, 8 * 24));
  expect(readFileSync(file, "utf8")).not.toContain(session(1).sessionId);
  passed(-8 * 24);
  expect(await endedSessionsIn(folder).has(session(1))).toBe(true);
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
    for (const each of [ended, again]) expect(await each.has(session(number, number))).toBe(true);
  }
  expect(await again.has(session(99, 29))).toBe(false);
});

test("where it cannot be written the sign-in ends all the same, and is written with the next one", async () => {
  const ended = endedSessionsIn(folder);
  await ended.end(session(1));
  await rm(file);
  await mkdir(file);
  await ended.end(session(2));
  expect(await ended.has(session(2))).toBe(true);
  await rm(file, { recursive: true });
  await ended.end(session(3));
  const again = endedSessionsIn(folder);
  expect(await which(again, session(1), session(2), session(3))).toEqual([true, true, true]);
});

test("a list that cannot be read is no empty list", async () => {
  await mkdir(file);
  expect(() => endedSessionsIn(folder)).toThrow(/EISDIR/);
});
