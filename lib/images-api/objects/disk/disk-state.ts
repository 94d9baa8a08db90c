import { open, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Paths } from "./paths";
import { temporaryName } from "./temporary-files";

/** Writes a byte where parts arrive, waits until the disk has it, and removes it. */
export async function checkWritable({ incoming }: Pick<Paths, "incoming">): Promise<void> {
  const path = join(incoming, temporaryName());
  try {
    const file = await open(path, "wx", 0o600);
    try {
      await file.write("1");
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

/** Bytes on the file system of `directory` that are not reserved for its administrator. */
export async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}
