import SqliteDatabase from "better-sqlite3";
import { PLACE_OF_BYTES } from "@/lib/images-api/metadata/sql/store-facts";
import { whyNotLive } from "./live-rows";
import { parsePlace } from "./place";

/**
 * Why a folder's database is not all that there is of its images, and where the rest is; null when it is, as far as it can be read. Of any
 * version: the tables stay as they are. @param file SQLite's, which is there
 */
export function whyNotWhole(file: string): string | null {
  const noted = notedIn(file);
  if (noted === null) return null;
  const place = parsePlace(noted);
  return place.kind === "s3"
    ? `The bytes of these images are in the bucket ${place.bucket}. Set S3_BUCKET and what belongs to it, as the server has them.`
    : whyNotLive(place);
}

function notedIn(file: string): string | null {
  try {
    const database = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
    try {
      const value = database.prepare("select value from store_facts where name = ?").pluck().get(PLACE_OF_BYTES);
      return typeof value === "string" ? value : null;
    } finally {
      database.close();
    }
  } catch (error) {
    // Of an older version, which kept all in the folder, or damaged, which others tell.
    if (error instanceof SqliteDatabase.SqliteError) return null;
    throw error;
  }
}
