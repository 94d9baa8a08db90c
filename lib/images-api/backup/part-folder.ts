import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import type { PartFile } from "@/lib/images-api/objects/disk/part-files";
import { parsePartNumber } from "@/lib/images-api/objects/names";

/** The parts in a folder by number, as far as there are any. */
export async function partsIn(folder: string): Promise<PartFile[]> {
  const parts: PartFile[] = [];
  for (const name of await namesIn(folder)) {
    const partNumber = parsePartNumber(name);
    if (partNumber === null) continue;
    const path = join(folder, name);
    parts.push({ partNumber, sizeBytes: (await stat(path)).size, path });
  }
  return parts.toSorted((left, right) => left.partNumber - right.partNumber);
}

/** Empty for a folder that is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}
