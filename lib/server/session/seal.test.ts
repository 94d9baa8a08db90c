import { sealData } from "iron-session";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { beginSession, passwords, sealConnection, unsealConnection, type SealedConnection, type Sealing } from "./seal";
import { HOUR_MS, LIFETIMES, SIGN_IN } from "./sessions-fixture";

const OLD = "an old secret that has 32 characters and more";
const NEW = "a new secret that has 32 characters and more";
const OTHER = "another one that has 32 characters and more";
const START = Date.parse("2026-03-01T12:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: START });
});

afterEach(() => {
  vi.useRealTimers();
});

function sealing(...[newest = NEW, ...older]: string[]): Sealing {
  return { secrets: [newest, ...older], ...LIFETIMES, now: Date.now };
}

async function sealed(connection: SealedConnection, by: Sealing = sealing()): Promise<string> {
  return (await sealConnection(connection, by)).seal;
}

function begun(): SealedConnection {
  return beginSession(SIGN_IN, { now: Date.now });
}

function passed(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

test("what is sealed comes back, and cannot be read without the secret", async () => {
  const connection = begun();
  const seal = await sealed(connection);
  expect(seal).not.toContain("tok_secret");
  expect(await unsealConnection(seal, sealing())).toEqual(connection);
});

test("each sign-in has a name of its own", () => {
  const names = new Set(Array.from({ length: 1_000 }, () => begun().sessionId));
  expect(names.size).toBe(1_000);
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{22}$/);
});

test("a seal is a cookie value as it is", async () => {
  expect(await sealed(begun())).toMatch(/^[A-Za-z0-9*~_.-]+$/);
});

test("secrets can be added and taken away without signing anybody out", async () => {
  const connection = begun();
  const before = await sealed(connection, sealing(OLD));
  const after = await sealed(connection, sealing(NEW, OLD));
  expect(await unsealConnection(before, sealing(NEW, OLD))).toEqual(connection);
  expect(await unsealConnection(after, sealing(NEW))).toEqual(connection);
  expect(await unsealConnection(before, sealing(NEW))).toBeNull();
});

test("a seal made with a secret of somebody else is none", async () => {
  expect(await unsealConnection(await sealed(begun(), sealing(OTHER)), sealing(NEW, OLD))).toBeNull();
});

test("a seal that was changed anywhere is none", async () => {
  const seal = await sealed(begun());
  const [body = "", version = ""] = seal.split("~");
  for (let position = 0; position < body.length; position += 7) {
    const changed = body[position] === "A" ? "B" : "A";
    const tampered = `${body.slice(0, position)}${changed}${body.slice(position + 1)}~${version}`;
    expect(await unsealConnection(tampered, sealing()), `changed at ${position}`).toBeNull();
  }
});

test.each(["", "~", "x", "Fe26.2*1*a*b*c*d*e*f~2", "Fe26.2**********", "%00", "a".repeat(10_000)])(
  "%j is none",
  async (seal) => {
    expect(await unsealConnection(seal, sealing())).toBeNull();
  },
);

test("a whole seal of something else, or of before sign-ins had names, is none", async () => {
  for (const content of [{ owner: "mark", secret: "a ticket" }, { ...SIGN_IN }, [], [begun()], "x", null, 1]) {
    const seal = await sealData(content, { password: passwords([NEW]), ttl: 60 });
    expect(await unsealConnection(seal, sealing()), JSON.stringify(content)).toBeNull();
  }
});

test("without anybody there a seal ends after the idle time", async () => {
  const seal = await sealed(begun());
  passed(12 * HOUR_MS - 1_000);
  expect(await unsealConnection(seal, sealing())).not.toBeNull();
  passed(1_000);
  expect(await unsealConnection(seal, sealing())).toBeNull();
});

test("however often a seal is renewed, the sign-in ends with its lifetime, and its cookie with it", async () => {
  const connection = begun();
  let last = await sealConnection(connection, sealing());
  expect(last.maxAgeSeconds).toBe(LIFETIMES.idleSeconds);
  for (let hours = 6; hours < 7 * 24; hours += 6) {
    passed(6 * HOUR_MS);
    expect(await unsealConnection(last.seal, sealing()), `after ${hours} hours`).not.toBeNull();
    last = await sealConnection(connection, sealing());
  }
  expect(last.maxAgeSeconds).toBe(6 * 60 * 60);
  passed(6 * HOUR_MS);
  expect(await unsealConnection(last.seal, sealing())).toBeNull();
});

test("lifetimes that were made shorter count for whoever is signed in already", async () => {
  const seal = await sealed(begun());
  passed(2 * HOUR_MS);
  expect(await unsealConnection(seal, { ...sealing(), idleSeconds: 3_600 })).toBeNull();
  expect(await unsealConnection(seal, { ...sealing(), lifetimeSeconds: 3_600 })).toBeNull();
});

test("a clock that is set back gives nobody more time", async () => {
  const seal = await sealed(begun());
  passed(-30_000);
  expect(await unsealConnection(seal, sealing()), "a time server's correction").not.toBeNull();
  passed(-HOUR_MS);
  expect(await unsealConnection(seal, sealing())).toBeNull();
});
