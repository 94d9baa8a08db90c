import { expect, test } from "vitest";
import {
  closeAsking,
  NOBODY_ASKED,
  otherAccountsSentence,
  settleAsking,
  tokenWaits,
  waitingAccounts,
} from "./waiting-for-token";

const NOBODY = new Set<string>();
const nothing = { any: [], own: [] };
const refused = { any: ["sfcompute"], own: ["sfcompute"] };
const foreign = { any: ["sfcompute"], own: [] };

test("several uploads of a connection wait for its token once, those of other tabs not at all", () => {
  const waiting = { connection: "sfcompute", account: "ops", status: "unauthorized", elsewhere: false } as const;
  const ops = new Map([["sfcompute", "ops"]]);
  expect(tokenWaits([waiting, waiting], ops, NOBODY)).toEqual(refused);
  expect(tokenWaits([{ ...waiting, elsewhere: true }], ops, NOBODY)).toEqual(nothing);
  expect(tokenWaits([{ ...waiting, status: "uploading" }], ops, NOBODY)).toEqual(nothing);
});

test("what waits for another account, or after a sign-out, does so by somebody's will", () => {
  const waiting = { connection: "sfcompute", account: "ops", status: "unauthorized", elsewhere: false } as const;
  expect(tokenWaits([waiting], new Map([["sfcompute", "build"]]), NOBODY)).toEqual(foreign);
  expect(tokenWaits([waiting], new Map(), NOBODY)).toEqual(foreign);
  expect(settleAsking(NOBODY_ASKED, foreign).automatic).toBeNull();
});

test("a refused token asks by itself, and no longer than anything waits", () => {
  const open = settleAsking(NOBODY_ASKED, refused);
  expect(open.automatic).toBe("sfcompute");
  expect(settleAsking(open, nothing).automatic).toBeNull();
});

test("a token of another account does not close what asks for this one", () => {
  expect(settleAsking(settleAsking(NOBODY_ASKED, refused), foreign).automatic).toBe("sfcompute");
});

test("a dialog that was closed stays closed while the wait lasts, and a new wait asks again", () => {
  const closed = closeAsking(settleAsking(NOBODY_ASKED, refused), "sfcompute");
  const later = settleAsking(closed, refused);
  expect([later.asked, later.automatic]).toEqual([null, null]);
  expect(settleAsking(settleAsking(later, nothing), refused).automatic).toBe("sfcompute");
});

test("nothing changes while nothing is over", () => {
  const open = settleAsking(NOBODY_ASKED, refused);
  expect(settleAsking(open, refused)).toBe(open);
  expect(settleAsking(NOBODY_ASKED, nothing)).toBe(NOBODY_ASKED);
});

test("each account that waits is named once, those that move not at all", () => {
  const waiting = { connection: "sfcompute", status: "unauthorized", elsewhere: false, account: "ada" } as const;
  const uploads = [waiting, waiting, { ...waiting, account: "bob", status: "uploading" } as const];
  expect(waitingAccounts(uploads, "sfcompute")).toEqual(["ada"]);
  expect(waitingAccounts(uploads, "other")).toEqual([]);
});

test("a token of the same account leaves nothing to say", () => {
  expect(otherAccountsSentence(["ops"], "ops")).toBeNull();
  expect(otherAccountsSentence([null], null)).toBeNull();
  expect(otherAccountsSentence([], "ops")).toBeNull();
});

test("a token of another account says whose uploads keep waiting", () => {
  expect(otherAccountsSentence(["ops", "build"], "build")).toBe(
    "You are signed in as build now. These uploads belong to ops and keep waiting. A token of ops lets them go on.",
  );
});

test("a sign-in that is over asks by itself, and not for a connection that somebody signed out of", () => {
  const over = new Set(["sfcompute", "linode"]);
  const waits = tokenWaits([], new Map([["sfcompute", "ops"]]), over);
  expect(waits).toEqual(refused);
  const closed = closeAsking(settleAsking(NOBODY_ASKED, waits), "sfcompute");
  expect(settleAsking(closed, waits).automatic).toBeNull();
});
