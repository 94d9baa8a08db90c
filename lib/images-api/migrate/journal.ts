import { closeSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { nanoid } from "nanoid";
import { z } from "zod";
import type { StoredPart } from "@/lib/images-api/objects/types";
import { MigrationError } from "./migration-error";

export type Direction = "servers" | "folder";

/**
 * What a move has done with an image's bytes: `begun` (may have left something at the target), `whole` (all of it is there and was read
 * back), `open` (parts of an unfinished upload are there).
 */
export type ImageState = "begun" | "whole" | "open";

export interface JournalImage {
  id: string;
  state: ImageState;
  /** The multipart upload at the target; null on disk. */
  uploadId: string | null;
  /** Of a whole image as it lies at the target. */
  parts: StoredPart[];
  sizeBytes: number;
  /** Of the bytes at the target, which are the source's; null unless whole. */
  sha256: string | null;
}

const partsSchema = z.array(z.tuple([z.number(), z.number()]));

const rowSchema = z.object({
  id: z.string(),
  state: z.enum(["begun", "whole", "open"]),
  uploadId: z.string().nullable(),
  parts: z.string(),
  sizeBytes: z.number(),
  sha256: z.string().nullable(),
});

const COLUMNS = "id, state, upload_id as uploadId, parts, size_bytes as sizeBytes, sha256";

/** Images held in memory at a time. */
const IMAGES_AT_ONCE = 500;

/** What a move notes beside the rows, so that it can be cut short at any moment and go on. */
export class Journal {
  readonly #database: SqliteDatabase.Database;

  private constructor(
    readonly file: string,
    database: SqliteDatabase.Database,
    /** Names this move in the rows at the target. */
    readonly moveId: string,
  ) {
    this.#database = database;
  }

  /**
   * Opens the journal of the move that was begun, or begins one. `target`: what the bytes move to.
   * @throws MigrationError when another program uses it, or it is of a move to another target
   */
  static open(dataDirectory: string, direction: Direction, target: string): Journal {
    const file = join(dataDirectory, `move-to-${direction}.db`);
    closeSync(openSync(file, "a", 0o600));
    const database = new SqliteDatabase(file, { timeout: 0 });
    try {
      // For as long as it is open, so that no two moves run at once.
      database.pragma("locking_mode = exclusive");
      database.pragma("journal_mode = wal");
      database.pragma("synchronous = full");
      database.exec(TABLES);
      database
        .prepare("insert into move (id, target) select ?, ? where not exists (select 1 from move)")
        .run(nanoid(), target);
      const move = z
        .object({ id: z.string(), target: z.string() })
        .parse(database.prepare("select id, target from move").get());
      if (move.target !== target) {
        throw new MigrationError(
          `A move to ${move.target} was begun and not finished. Finish it, or remove ${file} and what it left there to begin another one.`,
        );
      }
      return new Journal(file, database, move.id);
    } catch (error) {
      database.close();
      if (error instanceof SqliteDatabase.SqliteError && error.code === "SQLITE_BUSY") {
        throw new MigrationError(`Another move with ${dataDirectory} is under way. Wait until it has ended.`);
      }
      throw error;
    }
  }

  find(id: string): JournalImage | null {
    const row = this.#database.prepare(`select ${COLUMNS} from images where id = ?`).get(id);
    return row === undefined ? null : journalImage(row);
  }

  /** Before the first byte of it reaches the target. */
  begin(id: string, uploadId: string | null): void {
    this.write({ id, state: "begun", uploadId, parts: [], sizeBytes: 0, sha256: null });
  }

  write({ id, state, uploadId, parts, sizeBytes, sha256 }: JournalImage): void {
    const text = JSON.stringify(parts.map((part) => [part.partNumber, part.sizeBytes]));
    this.#database
      .prepare(
        "insert or replace into images (id, state, upload_id, parts, size_bytes, sha256) values (?, ?, ?, ?, ?, ?)",
      )
      .run(id, state, uploadId, text, sizeBytes, sha256);
  }

  remove(id: string): void {
    this.#database.prepare("delete from images where id = ?").run(id);
  }

  /** By id. What is written meanwhile may be among them. */
  *images(): Generator<JournalImage> {
    const page = this.#database.prepare(
      `select ${COLUMNS} from images where id > ? order by id limit ${IMAGES_AT_ONCE}`,
    );
    for (let afterId = ""; ;) {
      const rows = page.all(afterId).map(journalImage);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined) return;
      afterId = last.id;
    }
  }

  /**
   * Notes that an unfinished upload was closed at the source, where its parts can only so be read: its bytes are what `parts` say,
   * one after the other.
   */
  closeSource(id: string, parts: readonly StoredPart[]): void {
    const text = JSON.stringify(parts.map((part) => [part.partNumber, part.sizeBytes]));
    this.#database.prepare("insert or replace into closed_sources (id, parts) values (?, ?)").run(id, text);
  }

  /** @returns null when it was not closed */
  closedSource(id: string): StoredPart[] | null {
    const text = this.#database.prepare("select parts from closed_sources where id = ?").pluck().get(id);
    return text === undefined ? null : readParts(text);
  }

  /** Before anything at the target is changed. */
  start(): void {
    this.#database.prepare("update move set is_started = 1").run();
  }

  /** Whether nothing at the target was changed. */
  isUnused(): boolean {
    return this.#database.prepare("select is_started from move").pluck().get() === 0;
  }

  close(): void {
    this.#database.close();
  }

  /** The move has ended. */
  discard(): void {
    this.close();
    for (const ending of ["", "-wal", "-shm"]) rmSync(`${this.file}${ending}`, { force: true });
  }
}

const TABLES = `
  create table if not exists move (id text not null, target text not null, is_started integer not null default 0) strict;
  create table if not exists images (
    id text primary key not null, state text not null, upload_id text, parts text not null, size_bytes integer not null, sha256 text
  ) strict;
  create table if not exists closed_sources (id text primary key not null, parts text not null) strict;
`;

function journalImage(row: unknown): JournalImage {
  const { parts, ...image } = rowSchema.parse(row);
  return { ...image, parts: readParts(parts) };
}

function readParts(text: unknown): StoredPart[] {
  const written: unknown = JSON.parse(z.string().parse(text));
  return partsSchema.parse(written).map(([partNumber, sizeBytes]) => ({ partNumber, sizeBytes }));
}
