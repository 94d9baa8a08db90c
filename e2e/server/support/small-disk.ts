import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MIB = 1024 * 1024;

/** Whether there can be a disk of a test's own here: root alone may mount one, and in a container perhaps not even root. */
export function hasDisks(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    new SmallDisk(8).dispose();
    return true;
  } catch {
    return false;
  }
}

/** An ext4 file system of its own in a file, so that it can be filled and fail without harm to anybody else. */
export class SmallDisk {
  readonly #folder = mkdtempSync(join(tmpdir(), "images-dashboard-disk-"));
  readonly path = join(this.#folder, "mounted");
  readonly #image = join(this.#folder, "disk.img");
  readonly #filling = join(this.path, "filling");

  constructor(sizeMib: number) {
    writeFileSync(this.#image, "");
    truncateSync(this.#image, sizeMib * MIB);
    execFileSync("mkfs.ext4", ["-q", "-F", "-m", "0", this.#image]);
    execFileSync("mkdir", [this.path]);
    this.mount();
  }

  /** Bytes that anybody may still write. */
  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.path);
    return bavail * bsize;
  }

  /** Takes all the room there is. */
  fill(): void {
    // The last blocks go to what finds place in them.
    for (let bytes = this.freeBytes; bytes >= 4096; bytes = Math.floor(bytes / 2)) {
      try {
        execFileSync("fallocate", ["--length", String(this.#filled + bytes), this.#filling], { stdio: "ignore" });
        this.#filled += bytes;
      } catch {
        // There was less room than that: the file system keeps some for its own tables.
      }
    }
  }
  #filled = 0;

  /** Gives the room back. */
  empty(): void {
    rmSync(this.#filling, { force: true });
    this.#filled = 0;
  }

  /** As after an error of the device: whatever is open, nothing can be written any more until it is mounted anew. */
  failWrites(): void {
    execFileSync("mount", ["-o", "remount,abort", this.path]);
  }

  mount(): void {
    execFileSync("mount", ["-o", "loop", this.#image, this.path]);
  }

  /** Nobody may have a file of it open. */
  unmount(): void {
    execFileSync("umount", [this.path]);
  }

  dispose(): void {
    this.unmount();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
