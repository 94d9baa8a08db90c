import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { readRows } from "@/lib/images-api/check/read-rows";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import { snapshotRows } from "./snapshot-rows";

// Every part and row is put on the disk, for which a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Some megabytes of rows: a copy in steps of a hundred pages takes many. */
const ROWS = 20_000;

test("a database that is written to all the time is copied as it was at one moment", async () => {
  const folder = await mkdtemp(join(tmpdir(), "images-snapshot-"));
  const file = join(folder, "images.db");
  await (await openSqliteMetadataStore(file)).close();
  const writer = new SqliteDatabase(file);
  const insert = writer.prepare(
    "insert into images (id, owner, name, status, created_at, active_at) values (?, 'ada', ?, 'started', 1, 1)",
  );
  const write = (number: number) => insert.run(`image_${number}`, `a name of some length ${number}`);
  writer.transaction(() => {
    for (let number = 0; number < ROWS; number++) write(number);
  })();
  let written = ROWS;
  const writeOn = () => {
    write(written++);
    timer = setImmediate(writeOn);
  };
  let timer = setImmediate(writeOn);
  const rows = readRows(file);
  try {
    await snapshotRows(rows, join(folder, "copy.db"));
    const copy = new SqliteDatabase(join(folder, "copy.db"));
    expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
    const count = copy.prepare("select count(*) from images").pluck().get();
    copy.close();
    expect(count).toBeGreaterThan(ROWS - 1);
    expect(count).toBeLessThanOrEqual(written);
  } finally {
    clearImmediate(timer);
    rows.close();
    writer.close();
    await rm(folder, { recursive: true });
  }
});
