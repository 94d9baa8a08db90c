import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { z } from "zod";
import { RunningServer } from "@/e2e/server/support/running-server";
import { type CrashSite, type RecordedChange, SITE_ENVIRONMENT, type Strike } from "./crash-site";
import { changeSchema, CHANGES, joined, rowSchema, type StoredState } from "./stored-state";

/** Of so many kills one comes while the server is starting. */
const KILLS_WHILE_STARTING = 5;

/** By then any server of these is ready, in milliseconds. */
const START_MS = 1_500;

/** One server, with SQLite and a disk. */
export class LocalSite implements CrashSite {
  private constructor(private readonly server: RunningServer) {}

  static async start(): Promise<LocalSite> {
    return new LocalSite(await RunningServer.start({ environment: SITE_ENVIRONMENT }));
  }

  get url(): string {
    return this.server.url;
  }

  makeToken(owner: string): Promise<string> {
    return this.server.makeToken(owner);
  }

  async strike({ random, gate, tally, left }: Strike): Promise<number> {
    gate.close();
    await this.server.kill();
    tally.note("kill");
    const isKilledAgain = left > 1 && random.oneIn(KILLS_WHILE_STARTING);
    if (isKilledAgain) {
      await this.server.startAndKill(random.below(START_MS));
      tally.note("kill while starting");
    }
    await this.server.startAgain();
    gate.open();
    return isKilledAgain ? 2 : 1;
  }

  async restart(): Promise<void> {
    await this.server.stop();
    await this.server.startAgain();
  }

  async readStored(): Promise<StoredState> {
    return readFolder(this.server.dataDirectory);
  }

  async readChanges(): Promise<RecordedChange[]> {
    const database = openRows(this.server.dataDirectory);
    try {
      return z.array(changeSchema).parse(database.prepare(CHANGES).all());
    } finally {
      database.close();
    }
  }

  dispose(): Promise<void> {
    return this.server.dispose();
  }
}

function openRows(dataDirectory: string): SqliteDatabase.Database {
  return new SqliteDatabase(join(dataDirectory, "images.db"), { readonly: true });
}

/** Rows and folders as they lie on the disk. */
export function readFolder(dataDirectory: string): StoredState {
  const database = openRows(dataDirectory);
  try {
    const rows = z.array(rowSchema).parse(database.prepare("select * from images").all());
    const integrity = z.string().parse(database.pragma("integrity_check", { simple: true }));
    const places = { open: bytesByFolder(dataDirectory, "open"), sealed: bytesByFolder(dataDirectory, "sealed") };
    const temporary = ["incoming", "removing"].flatMap((folder) => readdirSync(join(dataDirectory, "objects", folder)));
    const { images, unknown } = joined(rows, places);
    return { images, unknown: [...unknown, ...temporary], integrity };
  } finally {
    database.close();
  }
}

function bytesByFolder(dataDirectory: string, name: string): Map<string, number> {
  const folder = join(dataDirectory, "objects", name);
  if (!existsSync(folder)) return new Map();
  return new Map(readdirSync(folder).map((id) => [id, bytesIn(join(folder, id))]));
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}
