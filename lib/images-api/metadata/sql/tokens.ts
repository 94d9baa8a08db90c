import type { Kysely } from "kysely";
import { BY_SYSTEM, doneBy } from "@/lib/images-api/metadata/audit";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { Recorder } from "./audit";
import type { Engine } from "./engine";
import { type Schema, tokenRow } from "./schema";

type TokenMethods = Pick<
  MetadataStore,
  "createToken" | "createFirstToken" | "findToken" | "listTokens" | "revokeToken" | "recordTokenUse"
>;

export function tokenMethods(database: Kysely<Schema>, record: Recorder, engine: Engine): TokenMethods {
  return {
    createToken: ({ id, hash, owner, role, createdAt, expiresAt = null }, by = BY_SYSTEM) =>
      record(async (transaction, note) => {
        const row = { id, hash, owner, role, created_at: createdAt, expires_at: expiresAt };
        await transaction.insertInto("tokens").values(row).execute();
        note({ ...doneBy(by, createdAt, "token.create"), tokenId: id });
      }),

    createFirstToken: ({ id, hash, owner, role, createdAt, expiresAt = null }) =>
      record(async (transaction, note) => {
        await engine.lockTokens(transaction);
        const any = await transaction.selectFrom("tokens").select("id").limit(1).executeTakeFirst();
        if (any !== undefined) return false;
        const row = { id, hash, owner, role, created_at: createdAt, expires_at: expiresAt };
        await transaction.insertInto("tokens").values(row).execute();
        note({ ...doneBy(BY_SYSTEM, createdAt, "token.create"), tokenId: id });
        return true;
      }),

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

    revokeToken: (id, now, by = BY_SYSTEM) =>
      record(async (transaction, note) => {
        const { numUpdatedRows } = await transaction
          .updateTable("tokens")
          .set({ revoked_at: now })
          .where("id", "=", id)
          .where("revoked_at", "is", null)
          .executeTakeFirst();
        if (numUpdatedRows > 0n) note({ ...doneBy(by, now, "token.revoke"), tokenId: id });
        return numUpdatedRows > 0n;
      }),

    async recordTokenUse(id, now) {
      await database.updateTable("tokens").set({ last_used_at: now }).where("id", "=", id).execute();
    },
  };
}
