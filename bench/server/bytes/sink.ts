import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { z } from "zod";

/** A bare server in a process of its own that takes PUTs, see sink-process.ts. */
export class Sink {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  /** @param folder made, for what it takes */
  static async start(folder: string): Promise<Sink> {
    await mkdir(folder);
    const child = fork("bench/server/bytes/sink-process.ts", [folder], { execArgv: ["--import", "tsx"] });
    const [port] = z.tuple([z.int()]).parse((await once(child, "message")).slice(0, 1));
    return new Sink(`http://127.0.0.1:${port}`, folder, child);
  }

  /** Removes what it took. */
  async empty(): Promise<void> {
    await rm(this.folder, { recursive: true });
    await mkdir(this.folder);
  }

  stop(): void {
    this.child.disconnect();
  }
}
