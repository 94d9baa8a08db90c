import { copyFile, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { startServer } from "@/bench/server/engines";
import { COLUMN_NAMES, type Filled, newToken, Sample, TOKEN_COLUMNS } from "./filled";
import { imageValues, rowsFor } from "./image-values";

const FILE = "images.db";

/** A data folder for each size: the rows of the smaller one are copied, and others added. @param folder in which they are made */
export async function fillSqlite(folder: string, sizes: readonly number[], now: number): Promise<Filled[]> {
  const sample = new Sample(sizes);
  const { token, row } = newToken();
  const filled: Filled[] = [];
  let [before, rows] = [await emptyTables(folder), 0];
  for (const images of sizes) {
    const dataDirectory = await mkdtemp(join(folder, "sqlite-"));
    await copyFile(join(before, FILE), join(dataDirectory, FILE));
    const database = new SqliteDatabase(join(dataDirectory, FILE));
    // A crash would only cost this run. The server that opens it goes back to a log.
    for (const pragma of ["journal_mode = off", "synchronous = off", "cache_size = -1000000"]) database.pragma(pragma);
    if (rows === 0) insert(database, "tokens", TOKEN_COLUMNS).run(...row);
    const addImage = insert(database, "images", COLUMN_NAMES);
    database.transaction(() => {
      for (; rows < rowsFor(images); rows++) {
        const values = imageValues(rows, now);
        sample.see(rows, values);
        addImage.run(...Object.values(values));
      }
    })();
    database.close();
    filled.push({
      engine: "SQLite",
      images,
      environment: {},
      dataDirectory,
      subject: sample.subjectAt(images, token),
    });
    before = dataDirectory;
  }
  return filled;
}

function insert(database: SqliteDatabase.Database, table: string, columns: readonly string[]) {
  const values = columns.map(() => "?").join(", ");
  return database.prepare(`insert into ${table} (${columns.join(", ")}) values (${values})`);
}

/** As the server makes them. @returns the folder */
async function emptyTables(folder: string): Promise<string> {
  const dataDirectory = await mkdtemp(join(folder, "sqlite-"));
  await (await startServer({}, dataDirectory)).stop();
  return dataDirectory;
}
