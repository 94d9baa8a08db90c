import { expect, test } from "vitest";
import type { MetadataStore } from "@/lib/images-api/metadata/types";

export function declareTokenTests(store: () => MetadataStore): void {
  const token = { id: "token_1", hash: "0f".repeat(32), owner: "ada", role: "viewer", createdAt: 1_000 } as const;

  test("a token is found by its hash", async () => {
    await store().createToken(token);
    const kept = { ...token, expiresAt: null, lastUsedAt: null, revokedAt: null };
    expect(await store().findToken(token.hash)).toEqual(kept);
    expect(await store().listTokens()).toEqual([kept]);
    expect(await store().findToken("1f".repeat(32))).toBeNull();
  });

  test("tokens are listed oldest first", async () => {
    await store().createToken({ ...token, id: "token_b", hash: "0b".repeat(32), createdAt: 2_000 });
    await store().createToken({ ...token, id: "token_a", hash: "0a".repeat(32), createdAt: 3_000 });
    await store().createToken(token);
    expect((await store().listTokens()).map(({ id }) => id)).toEqual(["token_1", "token_b", "token_a"]);
  });

  test("a revoked token is listed but not found, and is revoked once", async () => {
    await store().createToken(token);
    expect(await store().revokeToken(token.id, 2_000)).toBe(true);
    expect(await store().revokeToken(token.id, 3_000)).toBe(false);
    expect(await store().revokeToken("token_0", 3_000)).toBe(false);
    expect(await store().findToken(token.hash)).toBeNull();
    expect(await store().listTokens()).toMatchObject([{ id: token.id, revokedAt: 2_000 }]);
  });

  test("its last use is kept", async () => {
    await store().createToken(token);
    await store().recordTokenUse(token.id, 2_000);
    expect((await store().findToken(token.hash))?.lastUsedAt).toBe(2_000);
  });

  test("when it expires is kept, and an expired one is still found", async () => {
    await store().createToken({ ...token, expiresAt: 2_000 });
    expect(await store().findToken(token.hash)).toMatchObject({ expiresAt: 2_000 });
    expect(await store().listTokens()).toMatchObject([{ expiresAt: 2_000 }]);
  });

  test("the first token is made when there is none, and of several at once one", async () => {
    const first = Array.from({ length: 10 }, (_, index) =>
      store().createFirstToken({ ...token, id: `token_${index}`, hash: `${index}f`.repeat(32) }),
    );
    expect((await Promise.all(first)).filter(Boolean)).toHaveLength(1);
    const [made] = await store().listTokens();
    expect(await store().listTokens()).toHaveLength(1);
    expect((await store().listAudit({ limit: 5, action: "token.create" })).entries).toMatchObject([
      { tokenId: made?.id, actor: "system" },
    ]);
    await store().revokeToken(made?.id ?? "", 2_000);
    expect(await store().createFirstToken({ ...token, id: "token_10", hash: "af".repeat(32) })).toBe(false);
  });

  test("no two tokens have one hash", async () => {
    await store().createToken(token);
    await expect(store().createToken({ ...token, id: "token_2" })).rejects.toThrow();
  });
}
