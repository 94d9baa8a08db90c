import { join } from "node:path";

/** Where a backup keeps what. All of it is on one file system. */
export interface BackupLayout {
  folder: string;
  /** Names the run that counts. Replaced as a whole, at the very end of a run. */
  manifest: string;
  /** Held while somebody writes here. */
  lock: string;
  /** Completed images, proven when they came: `ID/1`, `ID/2` … Later runs use them again. */
  images: string;
  image(id: string): string;
  /** One folder for each run: what may differ in the next one. */
  runs: string;
  run(name: string): RunLayout;
}

export interface RunLayout {
  folder: string;
  database: string;
  /** What is being copied, before it is proven. */
  incoming: string;
  /** Parts of images that were not completed, and what is left of damaged ones: `ID/1` … */
  parts: string;
}

export function backupLayout(folder: string): BackupLayout {
  const images = join(folder, "images");
  const runs = join(folder, "runs");
  return {
    folder,
    manifest: join(folder, "manifest.json"),
    lock: join(folder, "lock"),
    images,
    image: (id) => join(images, id),
    runs,
    run(name) {
      const run = join(runs, name);
      return {
        folder: run,
        database: join(run, "images.db"),
        incoming: join(run, "incoming"),
        parts: join(run, "parts"),
      };
    },
  };
}
