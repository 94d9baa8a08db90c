import pino from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { type Authenticator, createAuthenticator, TooManyFailures, WornOutToken } from "./authenticator";
import { hashToken, mintToken } from "./token";

const ADMIN_TOKEN = "a-token-of-the-operator's-own-choice";

let metadata: MetadataStore;
let authenticator: Authenticator;
let token: string;
let now: number;

beforeEach(async () => {
  metadata = await openSqliteMetadataStore(":memory:");
  token = mintToken();
  now = Date.now();
  await metadata.createToken({ id: "token_1", hash: hashToken(token), owner: "ada", role: "operator", createdAt: 1 });
  authenticator = createAuthenticator({
    metadata,
    adminToken: ADMIN_TOKEN,
    clock: () => now,
    log: pino({ level: "silent" }),
  });
});

afterEach(() => metadata.close());

const authenticate = (authorization: string | undefined, address = "192.0.2.1") =>
  authenticator.authenticate({ authorization, address });

test("a token is 256 random bits behind a prefix, and its text is kept nowhere", async () => {
  expect(token).toMatch(/^images_[A-Za-z0-9_-]{43}$/);
  expect(mintToken()).not.toBe(token);
  expect(JSON.stringify(await metadata.listTokens())).not.toContain(token);
});

test("a right token names its owner and role, whatever the case of the scheme", async () => {
  const identity = { owner: "ada", role: "operator", tokenId: "token_1" };
  expect(await authenticate(`Bearer ${token}`)).toEqual(identity);
  expect(await authenticate(`bearer ${token}`)).toEqual(identity);
});

test("the configured token is an admin's and is in no table", async () => {
  expect(await authenticate(`Bearer ${ADMIN_TOKEN}`)).toMatchObject({ owner: "admin", role: "admin" });
  expect(await metadata.listTokens()).toHaveLength(1);
});

test("its use is noted", async () => {
  await authenticate(`Bearer ${token}`);
  const [used] = await metadata.listTokens();
  expect(used?.lastUsedAt).toBeGreaterThan(1);
});

test.each([undefined, "", "Basic YTpi", "Bearer", "Bearer a b", "Bearer images_wrong", "Bearer \u0007"])(
  "%j is no token",
  async (authorization) => {
    await expect(authenticate(authorization)).rejects.toMatchObject({ type: "authentication_error" });
  },
);

test("a revoked token is wrong at once", async () => {
  await authenticate(`Bearer ${token}`);
  await metadata.revokeToken("token_1", 2);
  await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject({ type: "authentication_error" });
});

test("guessing is ended for one address, not for others nor for who was right before", async () => {
  const other = mintToken();
  await metadata.createToken({ id: "token_2", hash: hashToken(other), owner: "bob", role: "viewer", createdAt: 1 });
  await authenticate(`Bearer ${token}`);
  const guesses = await Promise.allSettled(Array.from({ length: 20 }, (_, guess) => authenticate(`Bearer ${guess}`)));
  expect(guesses.every((guess) => guess.status === "rejected")).toBe(true);

  const refused = await authenticate("Bearer wrong").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(TooManyFailures);
  expect(refused).toMatchObject({ type: "rate_limit_error", retryAfterSeconds: expect.any(Number) });
  await expect(authenticate(`Bearer ${other}`)).rejects.toBeInstanceOf(TooManyFailures);
  expect((await authenticate(`Bearer ${other}`, "198.51.100.7")).owner).toBe("bob");
  expect((await authenticate(`Bearer ${token}`)).owner).toBe("ada");
});

test("a token that was right and is revoked is not a guess", async () => {
  const other = mintToken();
  await metadata.createToken({ id: "token_2", hash: hashToken(other), owner: "bob", role: "viewer", createdAt: 1 });
  await authenticate(`Bearer ${token}`);
  await metadata.revokeToken("token_1", 2);
  const late = await Promise.allSettled(Array.from({ length: 50 }, () => authenticate(`Bearer ${token}`)));
  expect(late.every((answer) => answer.status === "rejected")).toBe(true);
  expect((await authenticate(`Bearer ${other}`)).owner).toBe("bob");
});

test("a request without a token is not a guess", async () => {
  await Promise.allSettled(Array.from({ length: 50 }, () => authenticate(undefined)));
  await expect(authenticate("Bearer wrong")).rejects.toMatchObject({ type: "authentication_error" });
});

async function expiringToken(): Promise<string> {
  const expiring = mintToken();
  const row = { id: "token_3", hash: hashToken(expiring), owner: "eve", role: "viewer", createdAt: 1 } as const;
  await metadata.createToken({ ...row, expiresAt: now + 1_000 });
  return expiring;
}

test("a token is worth something until the moment it expires, and says then that it has", async () => {
  const expiring = await expiringToken();
  now += 999;
  expect((await authenticate(`Bearer ${expiring}`)).owner).toBe("eve");
  now += 1;
  const refused = await authenticate(`Bearer ${expiring}`).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(WornOutToken);
  expect(refused).toMatchObject({ type: "authentication_error", message: expect.stringContaining("has expired") });
  expect(refused).toMatchObject({ identity: { owner: "eve", tokenId: "token_3" } });
});

test("an expired token is no guess: a page that goes on asking locks nobody out", async () => {
  const expiring = await expiringToken();
  now += 1_000;
  await Promise.allSettled(Array.from({ length: 50 }, () => authenticate(`Bearer ${expiring}`)));
  expect((await authenticate(`Bearer ${token}`)).owner).toBe("ada");
});

test("a token still signs in where its use cannot be noted", async () => {
  const store = { ...metadata, recordTokenUse: () => Promise.reject(new Error("the disk is full")) };
  const log = pino({ level: "silent" });
  const other = createAuthenticator({ metadata: store, adminToken: undefined, clock: Date.now, log });
  const identity = await other.authenticate({ authorization: `Bearer ${token}`, address: "192.0.2.1" });
  expect(identity.owner).toBe("ada");
});
