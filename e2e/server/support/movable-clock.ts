import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A wall clock that a test moves, for processes that are started with this environment. Time that passes by itself is not touched. */
export class MovableClock {
  readonly #folder = mkdtempSync(join(tmpdir(), "images-dashboard-clock-"));
  readonly #file = join(this.#folder, "offset");

  /** @param library libfaketime, from Debian's package `faketime` */
  constructor(private readonly library: string) {
    this.moveTo(0);
  }

  get environment(): Record<string, string> {
    return {
      LD_PRELOAD: this.library,
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      NO_FAKE_STAT: "1",
    };
  }

  /** From now on the clock shows so many days more than it should. */
  moveTo(days: number): void {
    writeFileSync(this.#file, `${days < 0 ? "-" : "+"}${Math.abs(days)}d\n`);
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
