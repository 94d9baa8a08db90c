import { randomUUID } from "node:crypto";
import { dataFiles } from "@/lib/images-api/data-files";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore, TokenRole } from "@/lib/images-api/metadata/types";
import { hashToken, mintToken } from "@/lib/images-api/tokens/token";

/**
 * A new token of an owner, by its row alone: the admin command, which has tests of its own, costs a process. The server that runs on this
 * folder knows the token at once.
 */
export async function seedToken(dataDirectory: string, owner: string, role: TokenRole): Promise<string> {
  return seedIn(await openSqliteMetadataStore(dataFiles.metadata(dataDirectory)), owner, role);
}

/** As `seedToken`, for servers on Postgres. Without one nothing of it is loaded. */
export async function seedTokenInPostgres(url: string, owner: string, role: TokenRole): Promise<string> {
  const { openPostgresMetadataStore } = await import("@/lib/images-api/metadata/postgres/postgres-metadata-store");
  return seedIn(await openPostgresMetadataStore({ url, poolSize: 1, statementTimeoutMs: 10_000 }), owner, role);
}

async function seedIn(store: MetadataStore, owner: string, role: TokenRole): Promise<string> {
  const token = mintToken();
  try {
    const id = `token_${randomUUID().replaceAll("-", "").slice(0, 20)}`;
    await store.createToken({ id, hash: hashToken(token), owner, role, createdAt: Date.now() });
  } finally {
    await store.close();
  }
  return token;
}
