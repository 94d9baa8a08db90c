import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EndedSessions, SessionName } from "./ended-sessions";
import { HOUR_MS, LIFETIMES } from "./sessions-fixture";

const START = Date.parse("2026-03-01T12:00:00Z");

/** A place where sign-outs are kept, by the clock that the test sets. */
export interface PlaceOfEndedSessions {
  /** As a server does that starts there. */
  open: (lifetimeSeconds: number) => EndedSessions;
  /** Loses all that is kept, as a mistake does. */
  lose: () => Promise<void>;
  remove: () => Promise<void>;
}

/** @param hours after the start of the test at which it began */
export function session(number: number, hours = 0): SessionName {
  return { sessionId: String(number).padStart(22, "A"), signedInAt: (START + hours * HOUR_MS) / 1000 };
}

export function passed(hours: number): void {
  vi.setSystemTime(Date.now() + hours * HOUR_MS);
}

/** Which of them have ended. */
export function which(ended: EndedSessions, ...sessions: readonly SessionName[]): Promise<boolean[]> {
  return Promise.all(sessions.map((each) => ended.has(each)));
}

/** What has to be true of sign-outs wherever they are kept. @param make gives a new, empty place */
export function testEndedSessions(make: () => Promise<PlaceOfEndedSessions>): void {
  describe("ended sign-ins", () => {
    let place: PlaceOfEndedSessions;
    let ended: EndedSessions;
    const started = (lifetimeSeconds = LIFETIMES.lifetimeSeconds): EndedSessions => place.open(lifetimeSeconds);

    beforeEach(async () => {
      vi.useFakeTimers({ toFake: ["Date"], now: START });
      place = await make();
      ended = started();
      // A place is made by the first question.
      expect(await which(ended, session(1))).toEqual([false]);
    });

    afterEach(async () => {
      vi.useRealTimers();
      await place.remove();
    });

    test("what ended has ended after the next start as well, and nothing else has", async () => {
      await ended.end(session(1));
      expect(await which(ended, session(1), session(2))).toEqual([true, false]);
      expect(await which(started(), session(1), session(2))).toEqual([true, false]);
    });

    test("many end at once, and the same one twice", async () => {
      const all = Array.from({ length: 50 }, (_, number) => session(number % 40));
      await Promise.all(all.map((each) => ended.end(each)));
      expect(new Set(await which(started(), ...all))).toEqual(new Set([true]));
      expect(await which(started(), session(40))).toEqual([false]);
    });

    test("who signed in before there was such a place has ended", async () => {
      expect(await which(ended, session(1, -1), session(2))).toEqual([true, false]);
    });

    test("when all is lost, all that began before have ended, and who signs in later has not", async () => {
      await ended.end(session(1));
      passed(1);
      await place.lose();
      const again = started();
      expect(await which(again, session(1), session(2))).toEqual([true, true]);
      expect(await which(again, session(3, 1))).toEqual([false]);
      expect(await which(started(), session(2), session(3, 1))).toEqual([true, false]);
    });

    test("what is over by itself is forgotten, and does not come back when the clock is set back", async () => {
      await ended.end(session(1));
      passed(8 * 24);
      const again = started();
      await again.end(session(2, 8 * 24));
      passed(-8 * 24);
      expect(await which(started(), session(1), session(2, 8 * 24))).toEqual([true, true]);
    });

    test("a longer lifetime that is configured later brings nobody back", async () => {
      await ended.end(session(1));
      passed(8 * 24);
      await started().end(session(2, 8 * 24));
      expect(await which(started(4 * LIFETIMES.lifetimeSeconds), session(1))).toEqual([true]);
    });

    test("a clock that was ahead keeps nobody out once it is right again", async () => {
      await place.lose();
      passed(10_000);
      expect(await which(started(), session(1))).toEqual([true]);
      passed(-10_000);
      expect(await which(started(), session(1, -1), session(2))).toEqual([true, false]);
    });
  });
}
