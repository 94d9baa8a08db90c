import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetLastAsked, lastAsked, silenceUntil } from "./last-asked";

const stored = new Map<string, string>();

beforeEach(() => {
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
});

afterEach(() => {
  forgetLastAsked();
  vi.unstubAllGlobals();
  stored.clear();
});

test("whoever comes back still knows how long nobody was there", () => {
  expect([lastAsked.read(), silenceUntil(5_000)]).toEqual([null, null]);
  lastAsked.write(1_000);
  expect([lastAsked.read(), silenceUntil(5_000)]).toEqual([1_000, 4_000]);
  lastAsked.write(9_000);
  expect([lastAsked.read(), silenceUntil(9_500)]).toEqual([9_000, 8_000]);
  lastAsked.write(9_600);
  expect(silenceUntil(9_700)).toBe(600);
});

test("a sign-in begins anew", () => {
  lastAsked.write(1_000);
  forgetLastAsked();
  expect([lastAsked.read(), silenceUntil(5_000)]).toEqual([null, null]);
});

test("what somebody else wrote there counts for nothing", () => {
  for (const text of ["", "soon", "-5 3", "1e400 2", "{} 1"]) {
    stored.set("images-dashboard.kept-alive-at", text);
    expect(lastAsked.read(), text).toBeNull();
  }
});

test("where storage is refused, a tab knows of itself", () => {
  vi.stubGlobal("localStorage", undefined);
  lastAsked.write(1_000);
  expect(lastAsked.read()).toBe(1_000);
});
