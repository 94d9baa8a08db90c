import { dataFiles } from "@/lib/images-api/data-files";
import { openDatabase } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import { seededImage } from "./seeded-image";

/** Rows in one statement: SQLite takes 32,766 values at most, and a row has some fifteen. */
const ROWS_AT_ONCE = 500;

export interface SeedOptions {
  /** Other seeds give other images, so that an owner can be given some more. At least 1. */
  seed?: number;
  /** The moment from which ages count, epoch milliseconds. */
  now?: number;
}

/**
 * Gives an owner `count` images by rows alone, without bytes, newest minutes old, the last one two years; see `seededImage`.
 * The server that runs on this folder shows them at once. Those that seem completed cannot be downloaded; a server that starts on them
 * logs that their bytes are lost, and fails the one that seems to be verified.
 * @returns the rows, newest first. Rejects when the owner has images of this seed.
 */
export async function seedImages(dataDirectory: string, owner: string, count: number, options: SeedOptions = {}) {
  const { seed = 1, now = Date.now() } = options;
  const rows = Array.from({ length: count }, (_, index) => seededImage({ owner, index, count, seed, now }));
  const database = await openDatabase(dataFiles.metadata(dataDirectory));
  try {
    await database.transaction().execute(async (transaction) => {
      for (let start = 0; start < count; start += ROWS_AT_ONCE) {
        await transaction
          .insertInto("images")
          .values(rows.slice(start, start + ROWS_AT_ONCE))
          .execute();
      }
    });
  } finally {
    await database.destroy();
  }
  return rows;
}
