import { access, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { parsePartNumber } from "@/lib/images-api/objects/names";
import type { StoredPart } from "@/lib/images-api/objects/types";
import { hasCode } from "./object-error";
import type { Paths } from "./paths";

/** A part and the file that holds it. */
export interface PartFile extends StoredPart {
  path: string;
}

/** Makes what was renamed or made in `directory` outlive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/**
 * Makes the folder that takes an image's parts, unless the image is sealed. Only signing a part URL makes it, so a PUT whose image
 * was sealed or removed meanwhile finds no folder to put its part in.
 */
export async function openImageFolder(paths: Paths, imageId: string): Promise<void> {
  const folder = paths.openImage(imageId);
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (hasCode(error, "EEXIST")) return;
    throw error;
  }
  if (await exists(paths.sealedImage(imageId))) {
    // With what a PUT may have put there meanwhile: its row refuses it.
    await rm(folder, { recursive: true, force: true });
    return;
  }
  await syncDirectory(paths.open);
}

/**
 * Moves a part that arrived whole to its place, where it replaces an earlier one.
 * @returns false when the image takes no parts any more
 */
export async function commitPart(
  paths: Paths,
  temporary: string,
  imageId: string,
  partNumber: number,
): Promise<boolean> {
  const folder = paths.openImage(imageId);
  try {
    await rename(temporary, paths.openPart(imageId, partNumber));
    await syncDirectory(folder);
    return true;
  } catch (error) {
    // A missing folder means sealed or removed; should the temporary file itself be missing, that is a fault of ours.
    if (hasCode(error, "ENOENT") && !(await exists(folder))) return false;
    throw error;
  }
}

/** The parts of an image by number, sealed or not; null when there is no folder for it. */
export async function listPartFiles(paths: Paths, imageId: string): Promise<PartFile[] | null> {
  const sealed = paths.sealedImage(imageId);
  // Sealing may move the folder between the first look and the second: hence the third.
  return (await listFolder(sealed)) ?? (await listFolder(paths.openImage(imageId))) ?? (await listFolder(sealed));
}

/** The parts of a sealed image by number; null when the image is not sealed. */
export function listSealedPartFiles(paths: Paths, imageId: string): Promise<PartFile[] | null> {
  return listFolder(paths.sealedImage(imageId));
}

async function listFolder(folder: string): Promise<PartFile[] | null> {
  try {
    const names = await readdir(folder);
    const parts = await Promise.all(names.map((name) => describePart(folder, name)));
    return parts.filter((part) => part !== null).toSorted((left, right) => left.partNumber - right.partNumber);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

async function describePart(folder: string, name: string): Promise<PartFile | null> {
  const partNumber = parsePartNumber(name);
  if (partNumber === null) return null;
  const path = join(folder, name);
  const { size } = await stat(path);
  return { partNumber, sizeBytes: size, path };
}

/** Moves an image's folder out of reach of PUTs, with all that is in it. Safe to repeat, at the same moment too and after a crash half-way. */
export async function sealImageFolder(paths: Paths, imageId: string): Promise<void> {
  const folder = paths.openImage(imageId);
  const sealed = paths.sealedImage(imageId);
  if (!(await exists(sealed))) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(folder, sealed);
    } catch (error) {
      // Unless another call sealed it meanwhile.
      if (!(await exists(sealed))) throw error;
    }
  }
  // Made while the image was being sealed, by a part URL or another call. Nothing in it was ever acknowledged.
  await rm(folder, { recursive: true, force: true });
  await syncDirectory(paths.open);
  await syncDirectory(paths.sealed);
}
