import { z } from "zod";

const bucket = z.string().nullable();

const destinationSchema = z.union([
  z.object({ folder: z.string(), bucket }),
  z.object({ host: z.string(), port: z.number(), database: z.string(), bucket }),
]);

/**
 * Where rows went: a data folder, by its absolute path, or a Postgres database, without user and password. `bucket`: where their bytes
 * are then; null for a disk.
 */
export type Destination = z.infer<typeof destinationSchema>;

/** @returns null for what is none, or a newer version's */
export function parseDestination(text: string): Destination | null {
  try {
    return destinationSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** As in "to the database images at db.example.com, port 5432". */
export function whereTo(destination: Destination): string {
  return "folder" in destination
    ? `to the folder ${destination.folder}`
    : `to the database ${destination.database} at ${destination.host}, port ${destination.port}`;
}

/** A sentence that names the variables with which a server finds what was moved. */
export function howToStart(destination: Destination): string {
  const { bucket: name } = destination;
  if ("folder" in destination) {
    return name === null
      ? `Their bytes are there as well: start with DATA_DIR=${destination.folder}, and without DATABASE_URL, S3_BUCKET and what belongs to it.`
      : `Their bytes are in the bucket ${name}: start with DATA_DIR=${destination.folder} and S3_BUCKET=${name}, and without DATABASE_URL.`;
  }
  return name === null
    ? "Their bytes stayed on the disk: set DATABASE_URL to that database, keep DATA_DIR, and leave S3_BUCKET out."
    : `Their bytes are in the bucket ${name}: set DATABASE_URL to that database, and S3_BUCKET=${name} with what belongs to it.`;
}
