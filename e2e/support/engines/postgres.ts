import { spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chown, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/e2e/support/start-command";
import { makeDatabase, newPrefix, type PostgresSettings, urlOf } from "./databases";
import { KeptProcesses, printed } from "./kept-processes";
import { findPostgres, type PostgresPrograms, reachable } from "./postgres-programs";

/** A Postgres server of the tests' own. It syncs as it does by itself: what it acknowledged outlives `kill`. */
export class Postgres {
  #server: ChildProcess | null = null;

  private constructor(
    readonly settings: PostgresSettings,
    private readonly programs: PostgresPrograms,
    private readonly kept: KeptProcesses,
    private readonly data: string,
    private readonly port: number,
  ) {}

  /** Resolves when it takes connections. @throws EngineMissing */
  static async start(): Promise<Postgres> {
    const found = findPostgres();
    const kept = await KeptProcesses.start(tmpdir());
    try {
      const programs = await reachable(found, kept.folder);
      const [port, password, data] = [await freePort(), randomBytes(16).toString("hex"), join(kept.folder, "data")];
      await makeCluster(programs, data, password, kept.folder);
      const settings = { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, prefix: newPrefix() };
      const postgres = new Postgres(settings, programs, kept, data, port);
      await postgres.startAgain();
      return postgres;
    } catch (error) {
      await kept.stop();
      throw error;
    }
  }

  url(database: string): string {
    return urlOf(this.settings, database);
  }

  /** Makes an empty database. @returns its URL */
  createDatabase(): Promise<string> {
    return makeDatabase(this.settings);
  }

  /** From one moment to the next, as a power cut would: connections end without a word. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    const ended = once(server, "close");
    server.kill("SIGKILL");
    // Also those of its children: "close" comes when nobody holds its output any more.
    await ended;
  }

  /** With the same port and data, which it recovers. */
  async startAgain(): Promise<void> {
    const flags = ["-D", this.data, "-p", String(this.port)];
    const configured = { listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "200" };
    const options = Object.entries(configured).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const server = this.kept.spawn(join(this.programs.folder, "postgres"), [...flags, ...options], {
      ...this.programs.user,
      stdio: ["ignore", "ignore", "pipe"],
    });
    await printed(server, /database system is ready to accept connections/);
    this.#server = server;
  }

  /** Ends it and removes its data. */
  async stop(): Promise<void> {
    await this.kept.stop();
  }
}

/** Sorts by the rules of a language, as the databases do that people have: what needs the order of bytes must ask for it. */
const LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en-US"];

async function makeCluster({ folder, user }: PostgresPrograms, data: string, password: string, place: string) {
  const passwordFile = join(place, "password");
  await mkdir(data);
  await writeFile(passwordFile, password);
  const { uid, gid } = user;
  if (uid !== undefined && gid !== undefined) {
    await Promise.all([place, data, passwordFile].map((path) => chown(path, uid, gid)));
  }
  const { status, stderr } = spawnSync(
    join(folder, "initdb"),
    [
      `--pgdata=${data}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
      "--no-sync",
      ...LOCALE,
    ],
    { ...user, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`initdb ended with ${status}:\n${stderr}`);
}
