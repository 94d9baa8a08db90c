import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { seedToken, seedTokenInPostgres } from "@/e2e/support/seed-token";
import { type Ended, freePort, StartCommand } from "@/e2e/support/start-command";
import { type Answer, send } from "./answer";

const execute = promisify(execFile);

export interface RunningServerOptions {
  /** Variables beside those that every server here is given, and in their place. */
  environment?: Record<string, string>;
  /** As in `["prlimit", "--nofile=64"]`: a command that takes the place of its own process by the server. */
  prefix?: readonly string[];
  /** Kept, and outlives the server. Without one a new folder is made, and removed by `dispose`. */
  dataDirectory?: string;
}

/**
 * The production server as a process of its own, on a port of its own, with a folder of its own. It is started without `npm start`,
 * which would check the installation and the build each time.
 */
export class RunningServer {
  /** What earlier processes printed. */
  #earlierOutput = "";
  #command: StartCommand | null = null;

  private constructor(
    readonly url: string,
    readonly dataDirectory: string,
    /** An admin's, and in no table: it works although the tables do not. */
    readonly adminToken: string,
    private readonly environment: Record<string, string>,
    private readonly prefix: readonly string[],
    private readonly keepsFolder: boolean,
  ) {}

  /** Resolves when the server answers. Rejects with what it printed when it ends before that. */
  static async start(options: RunningServerOptions = {}): Promise<RunningServer> {
    const { environment = {}, prefix = [] } = options;
    const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), "images-dashboard-server-")));
    const port = environment["PORT"] ?? String(await freePort());
    const adminToken = environment["EMBEDDED_ADMIN_TOKEN"] ?? randomBytes(32).toString("base64url");
    const server = new RunningServer(
      `http://127.0.0.1:${port}`,
      dataDirectory,
      adminToken,
      {
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        ...environment,
        PORT: port,
        DATA_DIR: dataDirectory,
        EMBEDDED_ADMIN_TOKEN: adminToken,
      },
      prefix,
      options.dataDirectory !== undefined,
    );
    try {
      await server.startAgain();
    } catch (error) {
      await server.dispose();
      throw error;
    }
    return server;
  }

  /** Of the server itself, whatever it was started by. */
  get processId(): number {
    return this.#running().processId;
  }

  /** All that it printed since the first start: log lines are JSON, one each. */
  get output(): string {
    return this.#earlierOutput + (this.#command?.output ?? "");
  }

  /** With the same port, folder and token; `changes` are variables for this time alone. Resolves when the server answers. */
  async startAgain(changes: Record<string, string> = {}): Promise<void> {
    await this.#spawn(changes).printed(/is ready/);
  }

  /** As `startAgain`, but kills it so many milliseconds after it was begun, whether it answers by then or not. */
  async startAndKill(afterMilliseconds: number): Promise<void> {
    this.#spawn({});
    await delay(afterMilliseconds);
    await this.kill();
  }

  /** As `kill -9` does: from one moment to the next. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** As an operator does. @returns its exit code, and what it printed */
  async stop(): Promise<Ended> {
    return this.#end("SIGTERM");
  }

  /** Waits until it ended by itself or by somebody else's signal. */
  async ended(): Promise<Ended> {
    return this.#running().ended();
  }

  /** Runs `npm run admin -- …` on this server's folder. @returns what it printed. Rejects when it ends with an error */
  async admin(...args: string[]): Promise<string> {
    const { stdout } = await execute(process.execPath, ["--import", "tsx", "scripts/admin.ts", ...args], {
      env: { ...process.env, ...this.environment },
    });
    return stdout.trim();
  }

  /** Sends a request with an API token; null for none. `body`: sent as JSON, unless it is text or bytes. */
  request(
    token: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const authorization = token === null ? {} : { Authorization: `Bearer ${token}` };
    return send(method, this.url + path, body, { ...authorization, ...headers });
  }

  /** A new token of an owner. */
  makeToken(owner: string, role: "viewer" | "operator" | "admin" = "operator"): Promise<string> {
    const url = this.environment["DATABASE_URL"];
    return url === undefined ? seedToken(this.dataDirectory, owner, role) : seedTokenInPostgres(url, owner, role);
  }

  /** Ends the process if there is one, and removes the folder unless it was given. */
  async dispose(): Promise<void> {
    if (this.#command !== null) await this.kill();
    if (!this.keepsFolder) await rm(this.dataDirectory, { recursive: true, force: true });
  }

  #spawn(changes: Record<string, string>): StartCommand {
    this.#command = new StartCommand(
      { ...this.environment, ...changes },
      { nodeArguments: ["--import", "tsx", "server.ts"], prefix: this.prefix },
    );
    return this.#command;
  }

  async #end(signal: NodeJS.Signals): Promise<Ended> {
    const ended = await this.#running().stop(signal);
    this.#earlierOutput += ended.output;
    this.#command = null;
    return ended;
  }

  #running(): StartCommand {
    if (this.#command === null) throw new Error("The server does not run.");
    return this.#command;
  }
}
