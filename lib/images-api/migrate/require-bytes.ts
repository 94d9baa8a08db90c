import { expectedBytes } from "@/lib/images-api/check/stored-row";
import { dataFiles } from "@/lib/images-api/data-files";
import { diskSource } from "./disk-source";
import { MigrationError } from "./migration-error";
import { storedRows } from "./move-bytes";
import type { RowsSide } from "./rows-side";

/**
 * Where rows move and bytes stay on a disk, the folder must be the one that has them: rows do not know its name.
 * @throws MigrationError when there are completed images, and not one of them is there
 */
export async function requireBytes(rows: RowsSide, dataDirectory: string): Promise<void> {
  const source = diskSource(dataFiles.objects(dataDirectory));
  let completed = 0;
  for await (const page of storedRows(rows)) {
    for (const row of page) {
      if (expectedBytes(row) !== "completed") continue;
      if ((await source.image(row.id, false)).parts.length > 0) return;
      completed++;
    }
  }
  if (completed === 0) return;
  throw new MigrationError(
    `The bytes stay where they are, on a disk, and ${dataDirectory} has those of none of the ${completed} completed images. Set DATA_DIR to the folder that the server uses.`,
  );
}
