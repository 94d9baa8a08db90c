import type { Kysely } from "kysely";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { laterOf } from "./later-of";
import { belongsTo } from "./own-image";
import { imageRow, type Schema } from "./schema";

/** As `MetadataStore.restoreImage`. The change decides by itself; what is read after it only tells why it changed nothing. */
export async function restoreImage(
  transaction: Kysely<Schema>,
  ...[id, owner, now]: Parameters<MetadataStore["restoreImage"]>
): ReturnType<MetadataStore["restoreImage"]> {
  // The change comes first also because it takes SQLite's one lock for writing: nobody comes between the two. Of two changes that do
  // not see each other the index of names refuses one, which begins again.
  const restored = await restoreQuery(transaction, id, owner, now).executeTakeFirst();
  if (restored !== undefined) return imageRow(restored);
  const deleted = await transaction
    .selectFrom("images")
    .select(["bytes_removed_at", "status"])
    .where("id", "=", id)
    .where(belongsTo(owner))
    .where("deleted_at", "is not", null)
    .executeTakeFirst();
  if (deleted === undefined) return "not_found";
  return deleted.bytes_removed_at === null || deleted.status === "failed" ? "name_taken" : "bytes_removed";
}

/** Changes one image, or none. */
export function restoreQuery(database: Kysely<Schema>, id: string, owner: string, now: number) {
  return (
    database
      .updateTable("images")
      .set({ deleted_at: null, active_at: laterOf("active_at", now) })
      .where("id", "=", id)
      .where(belongsTo(owner))
      .where("deleted_at", "is not", null)
      // A failed one is what it was without its bytes.
      .where((eb) => eb.or([eb("bytes_removed_at", "is", null), eb("status", "=", "failed")]))
      .where((eb) => {
        const live = eb.selectFrom("images as live").select("live.id").where("live.deleted_at", "is", null);
        // The row's owner, and not the one that is asked for, of whom Postgres may know as little as `belongsTo` says.
        const sameOwner = live.whereRef("live.owner", "=", "images.owner");
        return eb.not(eb.exists(sameOwner.whereRef("live.name", "=", "images.name")));
      })
      .returningAll()
  );
}
