import type { Kysely } from "kysely";
import { BY_SYSTEM, doneTo, type NewAuditEntry } from "@/lib/images-api/metadata/audit";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import {
  CHANGED_AT_ONCE,
  claimDeletedQuery,
  claimFailedQuery,
  completedQuery,
  failStaleQuery,
  OPEN_FOR_PARTS,
  VERIFYING,
  verifyingQuery,
} from "./due-images";
import { laterOf } from "./later-of";
import { imageListQuery } from "./image-list";
import type { Recorder } from "./audit";
import { belongsTo, ownImageQuery } from "./own-image";
import { restoreImage } from "./restore-image";
import { imageRow, type Schema } from "./schema";

type ImageMethods = Omit<
  MetadataStore,
  | "createToken"
  | "createFirstToken"
  | "findToken"
  | "listTokens"
  | "revokeToken"
  | "recordTokenUse"
  | "recordAudit"
  | "listAudit"
  | "removeAuditBefore"
  | "markDamaged"
  | "markSound"
  | "listDamaged"
  | "claims"
  | "notes"
  | "placeOfBytes"
  | "close"
>;

/** Each change is one statement, so each is atomic: its conditions stand in its own `where`. Entries of the trail join it in `record`. */
export function imageMethods(database: Kysely<Schema>, record: Recorder): ImageMethods {
  const liveImages = () => database.selectFrom("images").selectAll().where("deleted_at", "is", null);

  return {
    createImage: ({ id, owner, name, createdAt }, by = BY_SYSTEM) =>
      record(async (transaction, note) => {
        const row = await transaction
          .insertInto("images")
          .values({ id, owner, name, status: "started", created_at: createdAt, active_at: createdAt })
          .onConflict((conflict) => conflict.columns(["owner", "name"]).where("deleted_at", "is", null).doNothing())
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) return "name_taken";
        note(doneTo(row, by, createdAt, "image.create"));
        return imageRow(row);
      }),

    async findVisibleImage(id, owner) {
      const row = await liveImages()
        .where("id", "=", id)
        .where((eb) => eb.or([eb("owner", "=", owner), eb("is_public", "=", 1)]))
        .executeTakeFirst();
      return row === undefined ? null : imageRow(row);
    },

    async findOwnImage(id, owner) {
      const row = await ownImageQuery(database, id, owner).executeTakeFirst();
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
        .set({ status: "uploading", active_at: laterOf("active_at", now) })
        .where("id", "=", id)
        .where(OPEN_FOR_PARTS)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    beginVerification: (id, sha256, now, by = BY_SYSTEM) =>
      record(async (transaction, note) => {
        const row = await transaction
          .updateTable("images")
          .set({ status: "uploading", sha256, active_at: now, uploaded_at: now })
          .where("id", "=", id)
          .where(OPEN_FOR_PARTS)
          .returning(["id", "name"])
          .executeTakeFirst();
        if (row !== undefined) note(doneTo(row, by, now, "image.complete"));
        return row !== undefined;
      }),

    completeImage: (id, sizeBytes, now, isVerified = true) =>
      record(async (transaction, note) => {
        const row = await transaction
          .updateTable("images")
          .set({
            status: "completed",
            size_bytes: sizeBytes,
            is_verified: isVerified ? 1 : 0,
            active_at: now,
            finished_at: now,
          })
          .where("id", "=", id)
          .where(VERIFYING)
          .returning(["id", "name"])
          .executeTakeFirst();
        if (row !== undefined) note(doneTo(row, BY_SYSTEM, now, "image.verified"));
        return row !== undefined;
      }),

    failImage: (id, reason, now, cause = "verification_failed") =>
      record(async (transaction, note) => {
        const row = await transaction
          .updateTable("images")
          .set({ status: "failed", failure_reason: reason, active_at: now, finished_at: now })
          .where("id", "=", id)
          .where("status", "in", ["started", "uploading"])
          .where("deleted_at", "is", null)
          .returning(["id", "name"])
          .executeTakeFirst();
        if (row !== undefined) note(failedEntry(row, now, cause));
        return row !== undefined;
      }),

    deleteImage: (id, owner, now, by = BY_SYSTEM) =>
      record(async (transaction, note) => {
        const row = await transaction
          .updateTable("images")
          .set({ deleted_at: now })
          .where("id", "=", id)
          .where(belongsTo(owner))
          .where("deleted_at", "is", null)
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) return null;
        note(doneTo(row, by, now, "image.delete"));
        return imageRow(row);
      }),

    restoreImage: (id, owner, now, by = BY_SYSTEM) =>
      record(async (transaction, note) => {
        const restored = await restoreImage(transaction, id, owner, now);
        if (typeof restored !== "string") note(doneTo(restored, by, now, "image.restore"));
        return restored;
      }),

    setPublic: (id, isPublic, by = BY_SYSTEM) =>
      record(async (transaction, note) => {
        const row = await transaction
          .updateTable("images")
          .set({ is_public: isPublic ? 1 : 0 })
          .where("id", "=", id)
          .where("deleted_at", "is", null)
          .returning(["id", "name"])
          .executeTakeFirst();
        if (row !== undefined) note(doneTo(row, by, Date.now(), isPublic ? "image.publish" : "image.unpublish"));
        return row !== undefined;
      }),

    async findImages(ids) {
      if (ids.length === 0) return [];
      const rows = await database.selectFrom("images").selectAll().where("id", "in", ids).execute();
      return rows.map(imageRow);
    },

    async listVerifying() {
      return (await verifyingQuery(database).execute()).map(imageRow);
    },

    failStale: (before, reason, now) =>
      inBatches(record, async (transaction, note) => {
        const rows = await failStaleQuery(transaction, before, reason, now).execute();
        for (const row of rows) note(failedEntry(row, now, "stale_upload"));
        return rows;
      }),

    async claimRemovable(deletedBefore, now) {
      const claim = (query: (transaction: Kysely<Schema>) => ReturnType<typeof claimFailedQuery>) =>
        inBatches(record, async (transaction, note) => {
          const rows = await query(transaction).execute();
          for (const row of rows) note(doneTo(row, BY_SYSTEM, now, "image.purge"));
          return rows;
        });
      const failed = await claim((transaction) => claimFailedQuery(transaction, now));
      return [...failed, ...(await claim((transaction) => claimDeletedQuery(transaction, deletedBefore, now)))];
    },

    async newestInstant() {
      // One walk through the table: milliseconds, once for each start.
      const { active, deleted, removed } = await database
        .selectFrom("images")
        .select(({ fn }) => [
          fn.max("active_at").as("active"),
          fn.max("deleted_at").as("deleted"),
          fn.max("bytes_removed_at").as("removed"),
        ])
        .executeTakeFirstOrThrow();
      return active === null ? null : Math.max(active, deleted ?? 0, removed ?? 0);
    },

    async listCompleted(afterId, limit) {
      return (await completedQuery(database, afterId, limit).execute()).map(imageRow);
    },
  };
}

/** Changes rows, so many at once, until fewer were left than that: those that others had a hand in meanwhile are for the next time. */
async function inBatches(
  record: Recorder,
  change: (...args: Parameters<Parameters<Recorder>[0]>) => Promise<{ id: string }[]>,
): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const rows = await record(change);
    for (const { id } of rows) ids.push(id);
    if (rows.length < CHANGED_AT_ONCE) return ids;
    // Others have their turn.
    await new Promise(setImmediate);
  }
}

function failedEntry(image: { id: string; name: string }, now: number, cause: string): NewAuditEntry {
  return { ...doneTo(image, BY_SYSTEM, now, "image.failed"), outcome: "failed", reason: cause };
}
