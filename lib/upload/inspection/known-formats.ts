import * as z from "zod/mini";
import type { Image } from "@/lib/contract/image";
import { fileFormatSchema, type FileFormat } from "./file-format";

const KEY = "images-dashboard formats";

/** The formats of so many images are remembered, those of the newest uploads: about 60 KB of the 5 MB a site may keep. */
export const MAX_KNOWN_FORMATS = 300;

/** Oldest first. */
const entriesSchema = z.array(z.unknown());
const entrySchema = z.tuple([z.string(), fileFormatSchema]);

/** An image: two connections may have one of the same id. */
type ImageName = Pick<Image, "connection" | "id">;

/** What an image's file was when it was uploaded in this browser; null when that is not known. */
export function knownFormat(image: ImageName): FileFormat | null {
  const wanted = keyOf(image);
  return read().findLast(([key]) => key === wanted)?.[1] ?? null;
}

/** Remembers what the file of an image is, for as long as this browser keeps it. */
export function rememberFormat(image: ImageName, format: FileFormat): void {
  const own = keyOf(image);
  const entries = [...read().filter(([key]) => key !== own), [own, format] as const];
  try {
    localStorage.setItem(KEY, JSON.stringify(entries.slice(-MAX_KNOWN_FORMATS)));
  } catch {
    // Storage is full or forbidden: a look at the object itself finds it out again.
  }
}

function keyOf({ connection, id }: ImageName): string {
  return `${connection}/${id}`;
}

function read(): [string, FileFormat][] {
  try {
    const entries = entriesSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
    // One that a later version of this page wrote and this one cannot read is left out, not all of them.
    return entries.flatMap((entry) => {
      const parsed = entrySchema.safeParse(entry);
      return parsed.success ? [parsed.data] : [];
    });
  } catch {
    // Forbidden, or not ours: there is nothing to know.
    return [];
  }
}
