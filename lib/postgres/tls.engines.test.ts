import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Postgres } from "@/e2e/support/engines/postgres";
import { eventually } from "@/lib/utils/eventually.fixture";
import { openPool } from "./open-pool";

let postgres: Postgres;
let folder: string;
let root: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "images-tls-"));
  root = join(folder, "server.crt");
  const key = join(folder, "server.key");
  const made = ["req", "-x509", "-newkey", "rsa:2048", "-noenc", "-days", "2", "-keyout", key, "-out", root];
  const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", [...made, ...named], { stdio: "ignore" });
  postgres = await Postgres.start();
  await encrypt(readFileSync(root, "utf8"), readFileSync(key, "utf8"));
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

/** Gives the server a certificate and its key, in files that only it reads. */
async function encrypt(certificate: string, key: string): Promise<void> {
  const client = new Client({ connectionString: postgres.url("postgres") });
  await client.connect();
  for (const [file, text] of Object.entries({ "server.crt": certificate, "server.key": key })) {
    const lines = client.escapeLiteral(text.trim());
    await client.query(`copy (select regexp_split_to_table(${lines}, '\n')) to program 'umask 077; cat > ${file}'`);
  }
  await client.query("alter system set ssl = on");
  await client.query("select pg_reload_conf()");
  await client.end();
  await eventually(async () => expect(await isEncrypted("localhost", "sslmode=require")).toBe(true));
}

/** Rejects when no connection can be made. */
async function isEncrypted(host: string, parameters: string): Promise<unknown> {
  const url = new URL(postgres.url("postgres"));
  url.hostname = host;
  url.search = parameters;
  const pool = openPool({ url: url.href, poolSize: 1, statementTimeoutMs: 5_000, name: "tls-test" });
  try {
    const { rows } = await pool.query<{ ssl: boolean }>("select ssl from pg_stat_ssl where pid = pg_backend_pid()");
    return rows[0]?.ssl;
  } finally {
    await pool.end();
  }
}

test("a connection is encrypted as its URL says", async () => {
  expect(await isEncrypted("localhost", "sslmode=disable")).toBe(false);
  expect(await isEncrypted("127.0.0.1", "")).toBe(false);
  expect(await isEncrypted("127.0.0.1", "sslmode=require")).toBe(true);
  expect(await isEncrypted("localhost", `sslmode=verify-full&sslrootcert=${root}`)).toBe(true);
  expect(await isEncrypted("127.0.0.1", `sslmode=verify-ca&sslrootcert=${root}`)).toBe(true);
});

test("a certificate of an authority that nobody knows, or of another name, is refused", async () => {
  await expect(isEncrypted("localhost", "sslmode=verify-full")).rejects.toThrow("self-signed certificate");
  await expect(isEncrypted("127.0.0.1", `sslmode=verify-full&sslrootcert=${root}`)).rejects.toThrow("altnames");
});
