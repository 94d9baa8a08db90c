import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { BackupLayout } from "./layout";
import type { ManifestImage } from "./manifest";
import { namesIn } from "./part-folder";

/** Removes what interrupted runs left, and earlier ones that do not count any more. */
export async function removeOtherRuns(layout: BackupLayout, keptRun: string | null): Promise<void> {
  for (const name of await namesIn(layout.runs)) {
    if (name !== keptRun) await rm(join(layout.runs, name), { recursive: true, force: true });
  }
}

/** Removes what the manifest that counts now does not name. */
export async function removeUnnamed(
  layout: BackupLayout,
  run: string,
  images: readonly ManifestImage[],
): Promise<void> {
  await removeOtherRuns(layout, run);
  const named = new Set(images.filter(({ kind }) => kind === "completed").map(({ id }) => id));
  for (const id of await namesIn(layout.images)) {
    if (!named.has(id)) await rm(join(layout.images, id), { recursive: true, force: true });
  }
}
