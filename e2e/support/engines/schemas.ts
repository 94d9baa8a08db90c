import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { createDatabase } from "./run-engines";

let database: Promise<string> | undefined;

/** Makes an empty schema in the test file's database, which takes a tenth of the time of a database. @returns the URL of connections that have it as their default */
export async function createSchema(): Promise<string> {
  database ??= createDatabase();
  const url = new URL(await database);
  const name = `test_${randomBytes(6).toString("hex")}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create schema ${name}`);
  await client.end();
  url.searchParams.set("options", `-c search_path=${name}`);
  return url.href;
}
