import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkData } from "@/lib/images-api/check/check-data";
import type { Finding } from "@/lib/images-api/check/finding";
import { KeptStore } from "@/lib/images-api/check/kept-store.fixture";
import { type BackupOptions, type BackupSummary, makeBackup } from "./make-backup";
import { restoreBackup, type RestoreOptions, type RestoreSummary } from "./restore-backup";

/** A store, a folder for its backup, and one to restore into; for tests. */
export class BackupTest {
  private constructor(
    readonly kept: KeptStore,
    readonly root: string,
  ) {}

  static async open(): Promise<BackupTest> {
    return new BackupTest(await KeptStore.open(), await mkdtemp(join(tmpdir(), "images-backup-")));
  }

  get folder(): string {
    return join(this.root, "backup");
  }

  get restored(): string {
    return join(this.root, "restored");
  }

  backUp(options: Partial<BackupOptions> = {}): Promise<BackupSummary> {
    const { signal } = new AbortController();
    const { directory: dataDirectory } = this.kept;
    const defaults = { dataDirectory, folder: this.folder, verify: false, signal, onProgress: () => undefined };
    return makeBackup({ ...defaults, ...options });
  }

  /** Into an empty folder, unless another one is given. */
  async restore(options: Partial<RestoreOptions> = {}): Promise<RestoreSummary> {
    const { signal } = new AbortController();
    if (options.dataDirectory === undefined) await rm(this.restored, { recursive: true, force: true });
    await mkdir(this.restored, { recursive: true, mode: 0o700 });
    const defaults = { dataDirectory: this.restored, folder: this.folder, acceptDamaged: false };
    return restoreBackup({ ...defaults, signal, onProgress: () => undefined, ...options });
  }

  /** What the check finds in what was restored. */
  async findings(): Promise<Finding[]> {
    const { signal } = new AbortController();
    const options = { dataDirectory: this.restored, quick: false, repair: false, signal, onProgress: () => undefined };
    return (await checkData(options)).findings;
  }

  /** Opens what was restored, as a server does. */
  async withRestored<Result>(work: (store: KeptStore) => Promise<Result>): Promise<Result> {
    const store = await KeptStore.open(this.restored);
    try {
      return await work(store);
    } finally {
      await store.dispose({ keep: true });
    }
  }

  async dispose(): Promise<void> {
    await this.kept.dispose();
    await rm(this.root, { recursive: true, force: true });
  }
}

/** Each file below `folder`, by its path in it: its bytes and its mode. */
export async function filesIn(folder: string): Promise<Map<string, { bytes: Buffer; mode: number; inode: number }>> {
  const files = new Map<string, { bytes: Buffer; mode: number; inode: number }>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode, ino } = await stat(path);
    files.set(path.slice(folder.length + 1), { bytes: await readFile(path), mode: mode & 0o777, inode: ino });
  }
  return files;
}
