import type { Kysely } from "kysely";
import type { ListImagesOptions } from "@/lib/images-api/metadata/types";
import type { Schema } from "./schema";

/**
 * One page and one row more, which tells whether others follow. Keyset: the position is compared as a row value, which is
 * answered by a search in the index (https://www.sqlite.org/rowvalue.html, "scrolling window queries").
 * Rows come in the direction asked for: with `endingBefore` the oldest of them first.
 */
export function imageListQuery(database: Kysely<Schema>, options: ListImagesOptions) {
  const { owner, limit, startingAfter, endingBefore, includeDeleted } = options;
  const direction = endingBefore === undefined ? "desc" : "asc";
  let query = database.selectFrom("images").selectAll().where("owner", "=", owner);
  if (!includeDeleted) query = query.where("deleted_at", "is", null);
  if (startingAfter !== undefined) {
    query = query.where((eb) =>
      eb(eb.refTuple("created_at", "id"), "<", eb.tuple(startingAfter.createdAt, startingAfter.id)),
    );
  }
  if (endingBefore !== undefined) {
    query = query.where((eb) =>
      eb(eb.refTuple("created_at", "id"), ">", eb.tuple(endingBefore.createdAt, endingBefore.id)),
    );
  }
  return query
    .orderBy("created_at", direction)
    .orderBy("id", direction)
    .limit(limit + 1);
}
