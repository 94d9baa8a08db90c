import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { FaultProxy } from "./fault-proxy/fault-proxy";
import { ServerImages } from "./server-images";
import { freePort, StartCommand } from "./start-command";

const execute = promisify(execFile);

/** A dashboard server that browsers reach through fault proxies only: one before its pages and API, one before its object store. */
export class FaultyServer {
  #command: StartCommand | null = null;

  private constructor(
    readonly pages: FaultProxy,
    readonly objects: FaultProxy,
    private readonly target: string,
    private readonly environment: Record<string, string>,
    /** An admin's. */
    readonly token: string,
  ) {}

  /** The admin's images. */
  get images(): ServerImages {
    return this.imagesOf(this.token);
  }

  /** @param directory what is kept in it is the server's and outlives it */
  static async start(directory: string): Promise<FaultyServer> {
    const port = await freePort();
    const target = `http://127.0.0.1:${port}`;
    // A browser sends again by itself what broke on a connection that it used before: then the page would hear of no fault.
    const [pages, objects] = await Promise.all([
      FaultProxy.start({ target, keepAlive: false }),
      FaultProxy.start({ target, keepAlive: false }),
    ]);
    const token = randomBytes(32).toString("base64url");
    const server = new FaultyServer(
      pages,
      objects,
      target,
      {
        PORT: String(port),
        PUBLIC_URL: pages.origin,
        OBJECTS_PUBLIC_URL: objects.origin,
        DATA_DIR: join(directory, "data"),
        EMBEDDED_ADMIN_TOKEN: token,
      },
      token,
    );
    await server.startAgain();
    return server;
  }

  /** What an owner's token sees, past the proxies. */
  imagesOf(token: string): ServerImages {
    return new ServerImages(this.target, token);
  }

  /** Runs `npm run admin -- …` on this server's data and gives what it printed. */
  async admin(...args: string[]): Promise<string> {
    const { stdout } = await execute(process.execPath, ["--import", "tsx", "scripts/admin.ts", ...args], {
      env: { ...process.env, ...this.environment },
    });
    return stdout.trim();
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    await this.#command?.stop("SIGKILL");
    this.#command = null;
  }

  /** With the same port and data. */
  async startAgain(): Promise<void> {
    this.#command = new StartCommand(this.environment);
    await this.#command.printed(/is ready/);
  }

  /** No faults any more, on a fast line, and empty books. */
  calm(): void {
    for (const proxy of [this.pages, this.objects]) {
      proxy.calm();
      proxy.setLine({});
      proxy.books.clear();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.pages.close(), this.objects.close()]);
    await this.kill();
  }
}
