import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import type { PairSettings } from "./engines/engine-pair";
import { RoundRobinProxy } from "./engines/round-robin-proxy";
import { newServersEnvironment } from "./engines/server-environment";
import { FaultProxy } from "./fault-proxy/fault-proxy";
import { ServerImages } from "./server-images";
import { freePort, StartCommand } from "./start-command";

const execute = promisify(execFile);

/** On Postgres and S3. */
const REPLICAS = 2;

/** One process of the dashboard. */
interface Replica {
  readonly environment: Record<string, string>;
  command: StartCommand | null;
}

/**
 * A dashboard that browsers reach through fault proxies only: one before its pages and API, one before its object store. That is one
 * server on SQLite and its disk, or two that share a database and a bucket, behind a proxy that gives each its turn.
 */
export class FaultyServer {
  private constructor(
    readonly pages: FaultProxy,
    readonly objects: FaultProxy,
    private readonly target: string,
    private readonly replicas: readonly Replica[],
    private readonly roundRobin: RoundRobinProxy | null,
    /** An admin's. */
    readonly token: string,
  ) {}

  /** The admin's images. */
  get images(): ServerImages {
    return this.imagesOf(this.token);
  }

  /**
   * @param directory what is kept in it is the server's and outlives it
   * @param engines null: SQLite and disk
   */
  static async start(directory: string, engines: PairSettings | null): Promise<FaultyServer> {
    const ports = await Promise.all(Array.from({ length: engines === null ? 1 : REPLICAS }, freePort));
    const targets = ports.map((port) => `http://127.0.0.1:${port}`);
    const roundRobin = engines === null ? null : await RoundRobinProxy.start(targets);
    const target = roundRobin?.origin ?? `http://127.0.0.1:${ports[0]}`;
    // A browser sends again by itself what broke on a connection that it used before: then the page would hear of no fault.
    const [pages, objects] = await Promise.all([
      FaultProxy.start({ target, keepAlive: false }),
      FaultProxy.start({ target: engines?.s3.endpoint ?? target, keepAlive: false }),
    ]);
    const token = randomBytes(32).toString("base64url");
    const environment = {
      PUBLIC_URL: pages.origin,
      EMBEDDED_ADMIN_TOKEN: token,
      ...(engines === null
        ? { OBJECTS_PUBLIC_URL: objects.origin }
        : { ...(await newServersEnvironment(engines)), S3_PUBLIC_ENDPOINT: objects.origin }),
    };
    const replicas = ports.map((port) => ({
      environment: { ...environment, PORT: String(port), DATA_DIR: join(directory, `data-${port}`) },
      command: null,
    }));
    const server = new FaultyServer(pages, objects, target, replicas, roundRobin, token);
    await server.startAgain();
    return server;
  }

  /** What an owner's token sees, past the proxies where links allow it. */
  imagesOf(token: string): ServerImages {
    // Links to a bucket are signed for the host that they name.
    return new ServerImages(this.target, token, { asLinksSay: this.roundRobin !== null });
  }

  /** What the first of its processes was configured with. */
  get environment(): Readonly<Record<string, string>> {
    return this.replicas[0]?.environment ?? {};
  }

  /** Runs `npm run admin -- …` on this server's data and gives what it printed. */
  async admin(...args: string[]): Promise<string> {
    const { stdout } = await execute(process.execPath, ["--import", "tsx", "scripts/admin.ts", ...args], {
      env: { ...process.env, ...this.environment },
    });
    return stdout.trim();
  }

  /** As a power cut does. @param index of one replica; all of them without it */
  async kill(index?: number): Promise<void> {
    const killed = this.replicas.filter((_, position) => index === undefined || position === index);
    await Promise.all(
      killed.map(async (replica) => {
        await replica.command?.stop("SIGKILL");
        replica.command = null;
      }),
    );
  }

  /** What does not run, with the same port and data. */
  async startAgain(): Promise<void> {
    const stopped = this.replicas.filter(({ command }) => command === null);
    await Promise.all(
      stopped.map((replica) => {
        replica.command = new StartCommand(replica.environment);
        return replica.command.printed(/is ready/);
      }),
    );
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
    await this.roundRobin?.close();
  }
}
