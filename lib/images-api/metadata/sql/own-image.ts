import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "./schema";

/**
 * Asked of an image that is found by its id. A plain comparison would let Postgres look for it in the index of the owner's list: of an
 * owner whom its statistics do not know it believes that they have next to nothing, and then reads all that they have. No index is of this
 * expression.
 */
export function belongsTo(owner: string): RawBuilder<boolean> {
  return sql<boolean>`owner || '' = ${owner}`;
}

export function ownImageQuery(database: Kysely<Schema>, id: string, owner: string) {
  return database
    .selectFrom("images")
    .selectAll()
    .where("id", "=", id)
    .where(belongsTo(owner))
    .where("deleted_at", "is", null);
}
