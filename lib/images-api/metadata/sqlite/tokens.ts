import type { Kysely } from "kysely";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { type Schema, tokenRow } from "./schema";

type TokenMethods = Pick<MetadataStore, "createToken" | "findToken" | "listTokens" | "revokeToken" | "recordTokenUse">;

export function tokenMethods(database: Kysely<Schema>): TokenMethods {
  return {
    async createToken({ id, hash, owner, role, createdAt }) {
      await database.insertInto("tokens").values({ id, hash, owner, role, created_at: createdAt }).execute();
    },

    async findToken(hash) {
      const row = await database
        .selectFrom("tokens")
        .selectAll()
        .where("hash", "=", hash)
        .where("revoked_at", "is", null)
        .executeTakeFirst();
      return row === undefined ? null : tokenRow(row);
    },

    async listTokens() {
      const rows = await database.selectFrom("tokens").selectAll().orderBy("created_at").orderBy("id").execute();
      return rows.map(tokenRow);
    },

    async revokeToken(id, now) {
      const { numUpdatedRows } = await database
        .updateTable("tokens")
        .set({ revoked_at: now })
        .where("id", "=", id)
        .where("revoked_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async recordTokenUse(id, now) {
      await database.updateTable("tokens").set({ last_used_at: now }).where("id", "=", id).execute();
    },
  };
}
