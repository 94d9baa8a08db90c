import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** What `npm start` printed and how it ended. */
export interface Ended {
  code: number | null;
  output: string;
}

/** How the server is started, where not by `npm start`. */
export interface StartOptions {
  /** What Node is given. */
  nodeArguments?: readonly string[];
  /** A command that runs what follows it in its own place, as `prlimit` does, so that signals reach the server. */
  prefix?: readonly string[];
}

/** `npm start` as a process of its own. */
export class StartCommand {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ended>;
  #output = "";
  #listeners = new Set<() => void>();

  constructor(
    environment: Record<string, string>,
    { nodeArguments = ["scripts/start.mjs"], prefix = [] }: StartOptions = {},
  ) {
    const [command = process.execPath, ...rest] = [...prefix, process.execPath, ...nodeArguments];
    this.#child = spawn(command, rest, {
      env: { ...process.env, LOG_LEVEL: "error", EMBEDDED_ADMIN_TOKEN: "", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
        for (const listener of this.#listeners) listener();
      });
    }
    this.#ended = once(this.#child, "close").then(([code]) => ({ code, output: this.#output }));
  }

  get processId(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error("npm start could not be spawned.");
    return pid;
  }

  /** All that it printed so far. */
  get output(): string {
    return this.#output;
  }

  /** Waits until it printed something like `pattern`. Rejects when it ends without. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    const seen = new Promise<RegExpExecArray>((resolve) => {
      const look = (): void => {
        const match = pattern.exec(this.#output);
        if (match !== null) resolve(match);
      };
      this.#listeners.add(look);
      look();
    });
    const gone = this.#ended.then(({ code, output }): never => {
      throw new Error(`npm start ended with ${code} before it printed ${pattern}:\n${output}`);
    });
    return Promise.race([seen, gone]);
  }

  /** Sends a signal and waits for the end. */
  async stop(signal: NodeJS.Signals): Promise<Ended> {
    this.#child.kill(signal);
    return this.#ended;
  }

  ended(): Promise<Ended> {
    return this.#ended;
  }
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return address.port;
}
