import { randomBytes } from "node:crypto";
import { Client } from "pg";

/** What says which databases belong to the tests, where the server has others. */
const PREFIX = "images_dashboard_test_";

/** Where databases can be made. */
export interface PostgresSettings {
  /** Of a database that is there, and a user that may make others. */
  url: string;
  /** Begins the names of this run's databases. */
  prefix: string;
}

/** What a run's databases are called. */
export function newPrefix(): string {
  return PREFIX + randomBytes(4).toString("hex");
}

/** The same server and user, another database. */
export function urlOf({ url }: PostgresSettings, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Makes an empty database. @returns its URL */
export async function makeDatabase(settings: PostgresSettings): Promise<string> {
  const name = `${settings.prefix}_${randomBytes(6).toString("hex")}`;
  await withClient(settings.url, (client) => client.query(`create database ${name}`));
  return urlOf(settings, name);
}

/** Removes all databases of this run, whoever is connected to them. */
export async function dropDatabases({ url, prefix }: PostgresSettings): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where starts_with(datname, $1)",
      [`${prefix}_`],
    );
    for (const { name } of rows) await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`);
  });
}

/** Does some work on a connection of its own. */
export async function withClient(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
