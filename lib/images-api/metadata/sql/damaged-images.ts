import { type Kysely, sql } from "kysely";
import { BY_SYSTEM, doneTo } from "@/lib/images-api/metadata/audit";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { Recorder } from "./audit";
import { imageRow, type Schema } from "./schema";

type DamageMethods = Pick<MetadataStore, "markDamaged" | "markSound" | "listDamaged">;

/** Was completed, which alone tells a size, and is failed now; in the words of the index `images_failed_bytes`. */
const DAMAGED = sql<boolean>`status = 'failed' and bytes_removed_at is null and size_bytes is not null`;

/** What is found out about bytes after they were proven. */
export function damageMethods(database: Kysely<Schema>, record: Recorder): DamageMethods {
  return {
    markDamaged: (id, reason, now) =>
      record(async (transaction, note) => {
        const row = await transaction
          .updateTable("images")
          .set({ status: "failed", failure_reason: reason, active_at: now, finished_at: now })
          .where("id", "=", id)
          .where("status", "=", "completed")
          .where("bytes_removed_at", "is", null)
          .returning(["id", "name"])
          .executeTakeFirst();
        if (row === undefined) return false;
        note({ ...doneTo(row, BY_SYSTEM, now, "image.failed"), outcome: "failed", reason: "bytes_damaged" });
        return true;
      }),

    markSound: (id, now) =>
      record(async (transaction, note) => {
        const row = await transaction
          .updateTable("images")
          // Whoever says so has compared the digest, also of one that was completed unread.
          .set({ status: "completed", failure_reason: null, is_verified: 1, active_at: now, finished_at: now })
          .where("id", "=", id)
          .where(DAMAGED)
          .returning(["id", "name"])
          .executeTakeFirst();
        if (row !== undefined) note(doneTo(row, BY_SYSTEM, now, "image.verified"));
        return row !== undefined;
      }),

    async listDamaged() {
      return (await damagedQuery(database).execute()).map(imageRow);
    },
  };
}

export function damagedQuery(database: Kysely<Schema>) {
  return database.selectFrom("images").selectAll().where(DAMAGED).orderBy("id");
}
