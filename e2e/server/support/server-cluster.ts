import { randomBytes } from "node:crypto";
import type { PairSettings } from "@/e2e/support/engines/engine-pair";
import { RoundRobinProxy } from "@/e2e/support/engines/round-robin-proxy";
import { newServersEnvironment, type ServersEnvironment } from "@/e2e/support/engines/server-environment";
import { freePort } from "@/e2e/support/start-command";
import { RunningServer } from "./running-server";

export interface ServerClusterOptions {
  /** Two without it. */
  replicas?: number;
  /** Variables beside those that every server here is given. */
  environment?: Record<string, string>;
}

/** Several servers, the same in everything, on one database and one bucket, behind a proxy that gives each its turn. */
export class ServerCluster {
  private constructor(
    readonly servers: readonly RunningServer[],
    private readonly proxy: RoundRobinProxy,
    readonly environment: ServersEnvironment,
    /** An admin's, and in no table. */
    readonly adminToken: string,
  ) {}

  /** Makes itself a database and a bucket. Resolves when all servers answer, which start at the same time. */
  static async start(engines: PairSettings, options: ServerClusterOptions = {}): Promise<ServerCluster> {
    const { replicas = 2, environment = {} } = options;
    const shared = await newServersEnvironment(engines);
    const adminToken = randomBytes(32).toString("base64url");
    const ports = await Promise.all(Array.from({ length: replicas }, freePort));
    const proxy = await RoundRobinProxy.start(ports.map((port) => `http://127.0.0.1:${port}`));
    const configured = {
      ...shared,
      PUBLIC_URL: proxy.origin,
      EMBEDDED_ADMIN_TOKEN: adminToken,
      // The proxy needs a moment to hear that a server stops.
      SHUTDOWN_DRAIN_SECONDS: "1",
      ...environment,
    };
    const started = await Promise.allSettled(
      ports.map((port) => RunningServer.start({ environment: { ...configured, PORT: String(port) } })),
    );
    const servers = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const cluster = new ServerCluster(servers, proxy, shared, adminToken);
    for (const one of started) {
      if (one.status === "fulfilled") continue;
      await cluster.dispose();
      throw one.reason;
    }
    return cluster;
  }

  /** Where clients reach it, without a slash at the end. */
  get url(): string {
    return this.proxy.origin;
  }

  /** @throws RangeError when there is no such server */
  server(index: number): RunningServer {
    const server = this.servers[index];
    if (server === undefined) throw new RangeError(`There is no server ${index}.`);
    return server;
  }

  /** As `npm run admin -- …` with the configuration of these servers. @returns what it printed */
  admin(...args: string[]): Promise<string> {
    return this.server(0).admin(...args);
  }

  /** A new token of an owner, which all of them know. */
  makeToken(owner: string, role: "viewer" | "operator" | "admin" = "operator"): Promise<string> {
    return this.server(0).makeToken(owner, role);
  }

  /** Ends all of them as `kill -9` does. The database and the bucket go with the engines' run. */
  async dispose(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.dispose()));
    await this.proxy.close();
  }
}
