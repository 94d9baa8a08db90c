import { type Kysely, sql } from "kysely";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import {
  claimDeletedQuery,
  claimFailedQuery,
  completedQuery,
  failStaleQuery,
  OPEN_FOR_PARTS,
  VERIFYING,
  verifyingQuery,
} from "./due-images";
import { imageListQuery } from "./image-list";
import { restoreImage } from "./restore-image";
import { imageRow, type Schema } from "./schema";

type ImageMethods = Omit<
  MetadataStore,
  "createToken" | "findToken" | "listTokens" | "revokeToken" | "recordTokenUse" | "close"
>;

/** Each change is one statement, so each is atomic: its conditions stand in its own `where`. */
export function imageMethods(database: Kysely<Schema>): ImageMethods {
  const liveImages = () => database.selectFrom("images").selectAll().where("deleted_at", "is", null);

  return {
    async createImage({ id, owner, name, createdAt }) {
      const row = await database
        .insertInto("images")
        .values({ id, owner, name, status: "started", created_at: createdAt, active_at: createdAt })
        .onConflict((conflict) => conflict.columns(["owner", "name"]).where("deleted_at", "is", null).doNothing())
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? "name_taken" : imageRow(row);
    },

    async findVisibleImage(id, owner) {
      const row = await liveImages()
        .where("id", "=", id)
        .where((eb) => eb.or([eb("owner", "=", owner), eb("is_public", "=", 1)]))
        .executeTakeFirst();
      return row === undefined ? null : imageRow(row);
    },

    async findOwnImage(id, owner) {
      const row = await liveImages().where("id", "=", id).where("owner", "=", owner).executeTakeFirst();
      return row === undefined ? null : imageRow(row);
    },

    async findImage(id) {
      const row = await database.selectFrom("images").selectAll().where("id", "=", id).executeTakeFirst();
      return row === undefined ? null : imageRow(row);
    },

    async listImages(options) {
      const rows = await imageListQuery(database, options).execute();
      const images = rows.slice(0, options.limit).map(imageRow);
      if (options.endingBefore !== undefined) images.reverse();
      return { images, hasMore: rows.length > options.limit };
    },

    async recordPart(id, now) {
      const { numUpdatedRows } = await database
        .updateTable("images")
        .set({ status: "uploading", active_at: sql<number>`max(active_at, ${now})` })
        .where("id", "=", id)
        .where(OPEN_FOR_PARTS)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async beginVerification(id, sha256, now) {
      const { numUpdatedRows } = await database
        .updateTable("images")
        .set({ status: "uploading", sha256, active_at: now, uploaded_at: now })
        .where("id", "=", id)
        .where(OPEN_FOR_PARTS)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async completeImage(id, sizeBytes, now) {
      const { numUpdatedRows } = await database
        .updateTable("images")
        .set({ status: "completed", size_bytes: sizeBytes, active_at: now, finished_at: now })
        .where("id", "=", id)
        .where(VERIFYING)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async failImage(id, reason, now) {
      const { numUpdatedRows } = await database
        .updateTable("images")
        .set({ status: "failed", failure_reason: reason, active_at: now, finished_at: now })
        .where("id", "=", id)
        .where("status", "in", ["started", "uploading"])
        .where("deleted_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async deleteImage(id, owner, now) {
      const row = await database
        .updateTable("images")
        .set({ deleted_at: now })
        .where("id", "=", id)
        .where("owner", "=", owner)
        .where("deleted_at", "is", null)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : imageRow(row);
    },

    restoreImage: (id, owner, now) => restoreImage(database, id, owner, now),

    async setPublic(id, isPublic) {
      const { numUpdatedRows } = await database
        .updateTable("images")
        .set({ is_public: isPublic ? 1 : 0 })
        .where("id", "=", id)
        .where("deleted_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async listVerifying() {
      return (await verifyingQuery(database).execute()).map(imageRow);
    },

    async failStale(before, reason, now) {
      return (await failStaleQuery(database, before, reason, now).execute()).map(({ id }) => id);
    },

    async claimRemovable(deletedBefore, now) {
      const failed = await claimFailedQuery(database, now).execute();
      const deleted = await claimDeletedQuery(database, deletedBefore, now).execute();
      return [...failed, ...deleted].map(({ id }) => id);
    },

    async listCompleted(afterId, limit) {
      return (await completedQuery(database, afterId, limit).execute()).map(imageRow);
    },
  };
}
