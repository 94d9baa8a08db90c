import { randomUUID } from "node:crypto";
import { dataFiles } from "@/lib/images-api/data-files";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { TokenRole } from "@/lib/images-api/metadata/types";
import { hashToken, mintToken } from "@/lib/images-api/tokens/token";

/**
 * A new token of an owner, by its row alone: the admin command, which has tests of its own, costs a process. The server that runs on this
 * folder knows the token at once.
 */
export async function seedToken(dataDirectory: string, owner: string, role: TokenRole): Promise<string> {
  const token = mintToken();
  const store = await openSqliteMetadataStore(dataFiles.metadata(dataDirectory));
  try {
    const id = `token_${randomUUID().replaceAll("-", "").slice(0, 20)}`;
    await store.createToken({ id, hash: hashToken(token), owner, role, createdAt: Date.now() });
  } finally {
    await store.close();
  }
  return token;
}
