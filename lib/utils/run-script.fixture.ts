import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** How a script ended and what it said. */
export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Stands before curl in the path: writes down arguments and environment on one line, then is curl. */
const LOGGING_CURL = String.raw`#!/bin/sh
{ printf '%s ' "$@"; env; } | tr '\n' ' ' >>"$HOME/curl.log"
echo >>"$HOME/curl.log"
PATH=$(printf '%s' "$PATH" | sed 's/^[^:]*://')
exec curl "$@"
`;

/** Runs `$2` in the folder `$1`, which is also the home, with the variables that follow. */
const RUN = String.raw`unset IMAGES_TOKEN IMAGES_PART_MIB
HOME=$1 PATH=$1/tools:$PATH script=$2
export HOME PATH
cd "$HOME" && shift 2 && exec env "$@" sh "$script"`;

/** A folder for a script and its files, and a log of its calls of curl; for tests. */
export class ScriptFolder {
  private constructor(readonly path: string) {}

  static async make(): Promise<ScriptFolder> {
    const path = await mkdtemp(join(tmpdir(), "upload-script-"));
    const curl = join(path, "tools", "curl");
    await mkdir(join(path, "tools"));
    await writeFile(curl, LOGGING_CURL);
    await chmod(curl, 0o755);
    return new ScriptFolder(path);
  }

  /** Arguments and environment of each call of curl. */
  async curlCalls(): Promise<string[]> {
    const log = await readFile(join(this.path, "curl.log"), "utf8").catch(() => "");
    return log.split("\n").filter((line) => line !== "");
  }

  /** How many parts were sent, or were tried to. */
  async partsSent(): Promise<number> {
    return (await this.curlCalls()).filter((call) => call.includes("--upload-file")).length;
  }

  /** Starts a script in a process group of its own, as a terminal does. */
  async start(script: string, environment: Record<string, string> = {}): Promise<ChildProcess> {
    const file = join(this.path, "tools", "upload.sh");
    await writeFile(file, script);
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const stdio = ["ignore", "pipe", "pipe"] as const;
    return spawn("sh", ["-c", RUN, "sh", this.path, file, ...variables], { detached: true, stdio: [...stdio] });
  }

  async run(script: string, environment: Record<string, string> = {}): Promise<Outcome> {
    return outcomeOf(await this.start(script, environment));
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}

export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  if (child.stdout === null || child.stderr === null) throw new Error("The script's output is not piped.");
  const [[code], stdout, stderr] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}
