import { expect, test } from "vitest";
import { whySignedOut } from "./why-signed-out";

const HOUR_MS = 3_600_000;
const NOW = Date.parse("2026-03-01T12:00:00Z");
const LIFETIMES = { idleSeconds: 12 * 3_600, lifetimeSeconds: 7 * 24 * 3_600 };
const LASTING = { signedInUntil: "2026-03-05T00:00:00.000Z" };
const OVER = { signedInUntil: "2026-03-01T12:00:00.000Z" };

test.each([
  ["as old as it may be", OVER, 0, "age"],
  ["left alone for the idle time", LASTING, 12 * HOUR_MS, "idle"],
  ["left alone for as long as its seal, which was not the newest, lasted", LASTING, 11 * HOUR_MS, "idle"],
  ["used of late", LASTING, 10 * HOUR_MS, null],
  ["used at a time that is not known", LASTING, null, null],
] as const)("a sign-in that was %s", (_what, connection, silenceMs, reason) => {
  expect(whySignedOut(connection, LIFETIMES, { now: NOW, silenceMs })).toBe(reason);
});
