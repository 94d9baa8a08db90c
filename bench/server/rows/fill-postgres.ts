import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { databaseEnvironment, startServer } from "@/bench/server/engines";
import { makeDatabase, type PostgresSettings, urlOf, withClient } from "@/e2e/support/engines/databases";
import { COLUMN_NAMES, type Filled, newToken, Sample, TOKEN_COLUMNS } from "./filled";
import { COLUMNS, imageValues, rowsFor } from "./image-values";

const ROWS_AT_ONCE = 10_000;

/** A database for each size: the rows of the smaller one are copied, and others added. */
export async function fillPostgres(
  settings: PostgresSettings,
  sizes: readonly number[],
  now: number,
): Promise<Filled[]> {
  const sample = new Sample(sizes);
  const { token, row } = newToken();
  const secret = randomBytes(32).toString("base64url");
  const filled: Filled[] = [];
  let [before, rows] = [await emptyTables(settings, secret), 0];
  for (const images of sizes) {
    const url = await copied(settings, before, images);
    await withClient(url, async (client) => {
      if (rows === 0) {
        const text = `insert into tokens (${TOKEN_COLUMNS.join(", ")}) values ($1, $2, $3, $4, $5)`;
        await client.query(text, row);
      }
      for (; rows < rowsFor(images);) rows = await addImages(client, sample, rows, rowsFor(images), now);
      // What the server does by itself within minutes of so many changes.
      await client.query("vacuum (analyze)");
      await client.query("checkpoint");
    });
    const subject = sample.subjectAt(images, token);
    filled.push({
      engine: "Postgres",
      images,
      environment: databaseEnvironment(url, secret),
      dataDirectory: null,
      subject,
    });
    before = url;
  }
  return filled;
}

const INSERT = `insert into images (${COLUMN_NAMES.join(", ")}) select * from unnest(${Object.values(COLUMNS)
  .map((type, index) => `$${index + 1}::${type}[]`)
  .join(", ")})`;

/** @returns the number of the next row */
async function addImages(client: Client, sample: Sample, from: number, end: number, now: number): Promise<number> {
  const until = Math.min(from + ROWS_AT_ONCE, end);
  const columns: unknown[][] = COLUMN_NAMES.map(() => []);
  for (let number = from; number < until; number++) {
    const values = imageValues(number, now);
    sample.see(number, values);
    Object.values(values).forEach((value, index) => columns[index]?.push(value));
  }
  await client.query(INSERT, columns);
  return until;
}

/** As the server makes them. @returns the database's URL */
async function emptyTables(settings: PostgresSettings, secret: string): Promise<string> {
  const url = await makeDatabase(settings);
  const server = await startServer(databaseEnvironment(url, secret));
  await server.stop();
  await server.dispose();
  return url;
}

async function copied(settings: PostgresSettings, from: string, images: number): Promise<string> {
  const name = `${settings.prefix}_of_${images}`;
  const template = new URL(from).pathname.slice(1);
  await withClient(settings.url, (client) => client.query(`create database ${name} template ${template}`));
  return urlOf(settings, name);
}
