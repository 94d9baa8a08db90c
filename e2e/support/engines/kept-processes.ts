import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const KEEPER = fileURLToPath(new URL("keeper.mjs", import.meta.url));

/** Processes that end, and a folder that goes, with the run that made them: even when that is interrupted or killed. */
export class KeptProcesses {
  readonly #keeper: ChildProcess;

  private constructor(readonly folder: string) {
    // In a group of its own: what interrupts the run by Ctrl-C must not reach it.
    this.#keeper = spawn(process.execPath, [KEEPER, folder], {
      stdio: ["pipe", "ignore", "inherit"],
      detached: true,
    });
    this.#keeper.unref();
  }

  /** @param parent where the folder is made */
  static async start(parent: string): Promise<KeptProcesses> {
    return new KeptProcesses(await mkdtemp(join(parent, "images-dashboard-engine-")));
  }

  /** As node's `spawn`. */
  spawn(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, { ...options, detached: true });
    // The error of a command that cannot be run comes as an event of its own.
    if (child.pid !== undefined) this.#keeper.stdin?.write(`${child.pid}\n`);
    return child;
  }

  /** Ends all of them, and resolves when the folder is gone. */
  async stop(): Promise<void> {
    if (this.#keeper.exitCode !== null) return;
    const ended = once(this.#keeper, "exit");
    // Otherwise a program with nothing else to wait for would end here.
    this.#keeper.ref();
    this.#keeper.stdin?.end();
    await ended;
  }
}

/**
 * Waits until a process printed something like `pattern` on standard output or error.
 * @throws when it ends without, with what it printed and its `exitCode`
 */
export async function printed(child: ChildProcess, pattern: RegExp): Promise<void> {
  let output = "";
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (pattern.test(output)) resolve();
      });
    }
    child.once("error", reject);
    child.once("close", (code) => reject(new EngineEnded(code, output)));
  });
}

/** An engine ended before it was ready. */
export class EngineEnded extends Error {
  constructor(
    readonly exitCode: number | null,
    output: string,
  ) {
    super(`The engine ended with ${exitCode} before it was ready:\n${output}`);
  }
}
