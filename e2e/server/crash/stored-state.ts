import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { z } from "zod";

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  sha256: z.string().nullable(),
  size_bytes: z.number().nullable(),
  deleted_at: z.number().nullable(),
  bytes_removed_at: z.number().nullable(),
});

/** A row, and the bytes that lie in the image's folders; null where it has no folder. */
export interface StoredImage extends z.infer<typeof rowSchema> {
  openBytes: number | null;
  sealedBytes: number | null;
}

export interface StoredState {
  images: StoredImage[];
  /** Names of folders and files that belong to no row. */
  unknown: string[];
  /** What SQLite says of the file. */
  integrity: string;
}

/** Rows and folders as they lie on the disk. The server may run. */
export function readStored(dataDirectory: string): StoredState {
  const database = new SqliteDatabase(join(dataDirectory, "images.db"), { readonly: true });
  try {
    const rows = z.array(rowSchema).parse(database.prepare("select * from images").all());
    const integrity = z.string().parse(database.pragma("integrity_check", { simple: true }));
    const [open, sealed] = [bytesByFolder(dataDirectory, "open"), bytesByFolder(dataDirectory, "sealed")];
    const images = rows.map((row) => ({
      ...row,
      openBytes: open.get(row.id) ?? null,
      sealedBytes: sealed.get(row.id) ?? null,
    }));
    const ids = new Set(rows.map(({ id }) => id));
    const temporary = ["incoming", "removing"].flatMap((folder) => readdirSync(join(dataDirectory, "objects", folder)));
    return {
      images,
      integrity,
      unknown: [...open.keys(), ...sealed.keys(), ...temporary].filter((id) => !ids.has(id)),
    };
  } finally {
    database.close();
  }
}

function bytesByFolder(dataDirectory: string, name: string): Map<string, number> {
  const folder = join(dataDirectory, "objects", name);
  if (!existsSync(folder)) return new Map();
  return new Map(readdirSync(folder).map((id) => [id, bytesIn(join(folder, id))]));
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

/** What does not agree, a sentence each. For a server that has nothing left to do. */
export function disagreements({ images, unknown, integrity }: StoredState): string[] {
  const found = unknown.map((name) => `${name} has no row.`);
  if (integrity !== "ok") found.push(`SQLite says: ${integrity}`);
  for (const image of images) {
    const complaint = complaintOf(image);
    if (complaint !== null) found.push(`${image.id} (${JSON.stringify(image)}): ${complaint}`);
  }
  return found;
}

function complaintOf(image: StoredImage): string | null {
  const { status, openBytes, sealedBytes } = image;
  if (openBytes !== null && sealedBytes !== null) return "its bytes lie in two places";
  if (status === "failed" || image.deleted_at !== null) {
    if (image.bytes_removed_at === null) return "its bytes were not given up";
    return openBytes === null && sealedBytes === null ? null : "its bytes are still there";
  }
  if (status === "completed") return sealedBytes === image.size_bytes ? null : "it lacks bytes";
  return "it is not final";
}
