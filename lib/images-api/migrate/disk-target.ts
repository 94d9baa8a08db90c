import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { partsIn } from "@/lib/images-api/backup/part-folder";
import { exists, listSealedPartFiles, syncDirectory } from "@/lib/images-api/objects/disk/part-files";
import { readParts, totalSize } from "@/lib/images-api/objects/disk/part-stream";
import { type Paths, resolvePaths } from "@/lib/images-api/objects/disk/paths";
import { isImageId } from "@/lib/images-api/objects/names";
import type { StoredPart } from "@/lib/images-api/objects/types";
import type { BytesTarget, TargetImage, TargetPart } from "./bytes";

/** The disk store's files below `directory`, which is made when it is missing. No server may work with it. */
export async function openDiskTarget(directory: string): Promise<BytesTarget> {
  const paths = resolvePaths(directory);
  /** Parts that arrive, until their image is whole or left open: only a rename puts it where a server looks. */
  const staging = join(directory, "moving");
  for (const folder of [paths.incoming, paths.open, paths.sealed, paths.removing, staging]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  await syncDirectory(directory);

  return {
    async *imageIds() {
      for (const folder of [paths.open, paths.sealed, staging]) {
        for (const name of await readdir(folder)) if (isImageId(name)) yield name;
      }
    },

    async begin(imageId, _uploadId, onBegin) {
      const folder = join(staging, imageId);
      onBegin(null);
      // An earlier run left it open, and its parts may have changed since.
      if (!(await exists(folder)) && (await exists(paths.openImage(imageId)))) {
        await rename(paths.openImage(imageId), folder);
      }
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return targetImage(paths, imageId, folder);
    },

    async sizeOf(imageId) {
      const parts = await listSealedPartFiles(paths, imageId);
      return parts === null ? null : totalSize(parts);
    },

    async read(imageId, sizeBytes) {
      return readParts((await listSealedPartFiles(paths, imageId)) ?? [], 0, sizeBytes);
    },

    async remove(imageId) {
      for (const folder of [paths.openImage(imageId), paths.sealedImage(imageId), join(staging, imageId)]) {
        await rm(folder, { recursive: true, force: true });
      }
    },

    finish: () => rm(staging, { recursive: true, force: true }),
  };
}

async function targetImage(paths: Paths, imageId: string, folder: string): Promise<TargetImage> {
  const parts: TargetPart[] = [];
  for (const { path, ...part } of await partsIn(folder)) parts.push({ ...part, md5: await syncedMd5(path) });
  return {
    uploadId: null,
    parts,

    async put({ partNumber, sizeBytes }, body, md5) {
      const path = join(folder, String(partNumber));
      const temporary = `${path}.new`;
      await pipeline(body, createWriteStream(temporary, { mode: 0o600 }));
      const written = await syncedMd5(temporary);
      const { size } = await stat(temporary);
      if (size !== sizeBytes || (md5 !== null && written !== md5)) {
        throw new Error(`${temporary} does not hold what was written to it.`);
      }
      await rename(temporary, path);
    },

    async seal(wanted) {
      await keepOnly(folder, wanted);
      await rm(paths.sealedImage(imageId), { recursive: true, force: true });
      await place(folder, paths.sealedImage(imageId), paths.sealed);
    },

    async leaveOpen(wanted) {
      await keepOnly(folder, wanted);
      await place(folder, paths.openImage(imageId), paths.open);
    },
  };
}

async function place(folder: string, target: string, parent: string): Promise<void> {
  await syncDirectory(folder);
  await rename(folder, target);
  await syncDirectory(parent);
}

async function keepOnly(folder: string, parts: readonly StoredPart[]): Promise<void> {
  const names = new Set(parts.map(({ partNumber }) => String(partNumber)));
  for (const name of await readdir(folder)) if (!names.has(name)) await rm(join(folder, name), { recursive: true });
}

/** MD5 (hex) of a file that is on the disk afterwards. */
async function syncedMd5(path: string): Promise<string> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
    const hash = createHash("md5");
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk);
    return hash.digest("hex");
  } finally {
    await handle.close();
  }
}
