import { movePlaceOfBytes } from "@/lib/images-api/metadata/sql/store-facts";
import type { MigrateOptions } from "./migrate-store";
import type { Direction } from "./journal";
import { MigrationError } from "./migration-error";
import { placeText } from "./place";
import { notedPlace, openFolderRows, openServerRows } from "./rows-side";

/** Takes away the mark that a move left on the rows that it copied. @returns false when there is none */
export async function reopenRows(
  side: Direction,
  { dataDirectory, database }: Pick<MigrateOptions, "dataDirectory" | "database">,
): Promise<boolean> {
  if (side === "servers" && database === null)
    throw new MigrationError("Set DATABASE_URL to the rows to be opened again.");
  const rows =
    side === "servers" && database !== null
      ? await openServerRows(database)
      : await openFolderRows(dataDirectory, { make: false });
  if (rows === null) throw new MigrationError(`There is no database in ${dataDirectory}.`);
  try {
    const place = await notedPlace(rows);
    if (place?.kind !== "moved") return false;
    await movePlaceOfBytes(rows.database, placeText(place.before));
    return true;
  } finally {
    await rows.close();
  }
}
