import { chmod, mkdir, rename, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { dataFiles } from "@/lib/images-api/data-files";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { resolvePaths } from "@/lib/images-api/objects/disk/paths";
import type { ImageFinding } from "./check-image";
import { OTHERS } from "./check-permissions";
import { damageReason } from "./damage";
import type { Finding } from "./finding";

/** Mends what can be mended without losing anything, and notes in each finding what was done. The server may run meanwhile. */
export async function repairFindings(
  dataDirectory: string,
  images: readonly ImageFinding[],
  others: readonly Finding[],
): Promise<void> {
  const store = await openSqliteMetadataStore(dataFiles.metadata(dataDirectory));
  try {
    for (const finding of images) finding.repaired = await repairImage(dataDirectory, store, finding);
    for (const finding of others) finding.repaired = await repairOther(dataDirectory, finding);
  } finally {
    await store.close();
  }
}

async function repairImage(dataDirectory: string, store: MetadataStore, finding: ImageFinding): Promise<string | null> {
  const { row, damage, kind, path } = finding;
  const { id, sha256, sizeBytes } = row;
  if (damage !== null && sha256 !== null && sizeBytes !== null) {
    const isMarked = await store.markDamaged(id, damageReason(damage, { sha256, sizeBytes }), Date.now());
    return isMarked ? "It is marked as failed, with the reason; its bytes stay where they are." : null;
  }
  if (kind === "bytes_back") return (await store.markSound(id, Date.now())) ? "It is complete again." : null;
  if (kind === "part_empty" && path !== null) {
    return `Moved to ${await moveAside(dataDirectory, path, `${id}-part-${basename(path)}`)}.`;
  }
  if (kind !== "sealed_too_early") return null;
  const paths = resolvePaths(dataFiles.objects(dataDirectory));
  await rename(paths.sealedImage(id), paths.openImage(id));
  return "Its upload can go on.";
}

async function repairOther(dataDirectory: string, { kind, path }: Finding): Promise<string | null> {
  if (path === null) return null;
  switch (kind) {
    case "folder_unknown":
    case "folder_twice":
      return `Moved to ${await moveAside(dataDirectory, path, `${basename(dirname(path))}-${basename(path)}`)}.`;
    case "open_to_others":
      return closeToOthers(path);
    default:
      return null;
  }
}

/** @returns the new place: one that holds nothing, also when the same thing was set aside before */
async function moveAside(dataDirectory: string, path: string, name: string): Promise<string> {
  const folder = dataFiles.setAside(dataDirectory);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt++) {
    const place = join(folder, attempt === 1 ? name : `${name}-${attempt}`);
    // A rename would replace an empty folder or any file.
    if (await isThere(place)) continue;
    await rename(path, place);
    return place;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Only for its owner: where somebody else owns the folder, the server may be one of the others. */
async function closeToOthers(path: string): Promise<string | null> {
  const { mode, uid } = await stat(path);
  if (process.geteuid?.() !== uid) return null;
  await chmod(path, mode & 0o777 & ~OTHERS);
  return "Closed to others.";
}
