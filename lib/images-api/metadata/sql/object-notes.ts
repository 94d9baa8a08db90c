import type { Kysely, Selectable } from "kysely";
import type { DigestState, ObjectNote, ObjectNotes, StoredPart } from "@/lib/images-api/objects/types";
import type { ObjectNotesTable, Schema } from "./schema";

/** Number and size, without names: an image may have ten thousand parts. */
type WrittenPart = [partNumber: number, sizeBytes: number];

export function objectNotes(database: Kysely<Schema>): ObjectNotes {
  const ofImage = (imageId: string) => database.updateTable("object_notes").where("image_id", "=", imageId);

  return {
    async find(imageId) {
      const row = await database
        .selectFrom("object_notes")
        .selectAll()
        .where("image_id", "=", imageId)
        .executeTakeFirst();
      return row === undefined ? null : objectNote(row);
    },

    async begin(imageId, uploadId, over = uploadId) {
      const row = await database
        .insertInto("object_notes")
        .values({ image_id: imageId, upload_id: uploadId })
        // Mostly a change that changes nothing: only so is the row answered that stands.
        .onConflict((conflict) =>
          conflict.column("image_id").doUpdateSet((eb) => ({
            upload_id: eb
              .case()
              .when(eb.and([eb("object_notes.upload_id", "=", over), eb("object_notes.sealed_parts", "is", null)]))
              .then(eb.ref("excluded.upload_id"))
              .else(eb.ref("object_notes.upload_id"))
              .end(),
          })),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return objectNote(row);
    },

    async seal(imageId, parts) {
      const row = await ofImage(imageId)
        .set((eb) => ({ sealed_parts: eb.fn.coalesce("sealed_parts", eb.val(writtenParts(parts))) }))
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : objectNote(row);
    },

    async keepDigest(imageId, { bytes, state, format }) {
      await ofImage(imageId).set({ digest_bytes: bytes, digest_state: state, digest_format: format }).execute();
    },

    async remove(imageId) {
      await database.deleteFrom("object_notes").where("image_id", "=", imageId).execute();
    },
  };
}

function objectNote(row: Selectable<ObjectNotesTable>): ObjectNote {
  return {
    uploadId: row.upload_id,
    sealedParts: row.sealed_parts === null ? null : readParts(row.sealed_parts),
    digest: digestState(row),
  };
}

function digestState(row: Selectable<ObjectNotesTable>): DigestState | null {
  const { digest_bytes: bytes, digest_state: state, digest_format: format } = row;
  if (bytes === null || state === null || format === null) return null;
  return { bytes, state: new Uint8Array(state), format };
}

/** As they stand in the table. */
export function writtenParts(parts: readonly StoredPart[]): string {
  return JSON.stringify(parts.map(({ partNumber, sizeBytes }): WrittenPart => [partNumber, sizeBytes]));
}

function readParts(text: string): StoredPart[] {
  const parts: WrittenPart[] = JSON.parse(text);
  return parts.map(([partNumber, sizeBytes]) => ({ partNumber, sizeBytes }));
}
