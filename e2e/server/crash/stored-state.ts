import { z } from "zod";

export const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  sha256: z.string().nullable(),
  size_bytes: z.number().nullable(),
  deleted_at: z.number().nullable(),
  bytes_removed_at: z.number().nullable(),
});

export const changeSchema = z.object({ image_id: z.string(), action: z.string() });

/** Every change that took place. */
export const CHANGES = "select image_id, action from audit_entries where outcome = 'done' and image_id is not null";

/** A row, and the bytes that lie in the image's two places; null where it has none there. */
export interface StoredImage extends z.infer<typeof rowSchema> {
  openBytes: number | null;
  sealedBytes: number | null;
}

export interface StoredState {
  images: StoredImage[];
  /** Names of what belongs to no row. */
  unknown: string[];
  /** What the database says of itself. */
  integrity: string;
}

/** Puts rows beside bytes. @param places bytes by image id */
export function joined(
  rows: readonly z.infer<typeof rowSchema>[],
  places: { open: ReadonlyMap<string, number>; sealed: ReadonlyMap<string, number> },
): Pick<StoredState, "images" | "unknown"> {
  const { open, sealed } = places;
  const ids = new Set(rows.map(({ id }) => id));
  return {
    images: rows.map((row) => ({
      ...row,
      openBytes: open.get(row.id) ?? null,
      sealedBytes: sealed.get(row.id) ?? null,
    })),
    unknown: [...open.keys(), ...sealed.keys()].filter((id) => !ids.has(id)),
  };
}

/** What does not agree, a sentence each. For servers that have nothing left to do. */
export function disagreements({ images, unknown, integrity }: StoredState): string[] {
  const found = unknown.map((name) => `${name} has no row.`);
  if (integrity !== "ok") found.push(`The database says: ${integrity}`);
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
