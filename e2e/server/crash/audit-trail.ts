import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { z } from "zod";
import type { KeptImage } from "./kept-images";

const rowsSchema = z.array(z.object({ image_id: z.string(), action: z.string() }));

/** What an image that came to this end was acknowledged at least. */
const ACTIONS: Record<KeptImage["fate"], readonly string[]> = {
  open: ["image.create"],
  completed: ["image.create", "image.complete"],
  failed: ["image.create", "image.complete"],
  deleted: ["image.create", "image.complete", "image.delete"],
};

/** Acknowledged changes that the audit trail does not know, a sentence each. */
export function unrecorded(dataDirectory: string, kept: readonly KeptImage[]): string[] {
  const database = new SqliteDatabase(join(dataDirectory, "images.db"), { readonly: true });
  try {
    const statement = database.prepare(
      "select image_id, action from audit_entries where outcome = 'done' and image_id is not null",
    );
    const recorded = new Set(rowsSchema.parse(statement.all()).map((row) => `${row.image_id} ${row.action}`));
    const owed = kept.flatMap(({ id, fate }) => ACTIONS[fate].map((action) => `${id} ${action}`));
    return owed.filter((change) => !recorded.has(change)).map((change) => `${change} is not in the audit trail.`);
  } finally {
    database.close();
  }
}
