import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionSettings } from "./connection-settings";

let folder: string;
let root: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "images-tls-"));
  root = join(folder, "root.crt");
  writeFileSync(root, "a certificate");
});
afterAll(() => rmSync(folder, { recursive: true }));

const ANY_NAME = { checkServerIdentity: expect.any(Function) };

test.each([
  "postgres://ada:secret@localhost/images",
  "postgres://ada@127.0.0.1:5433/images",
  "postgresql://[::1]/images",
  "postgres://ada@/images?host=/var/run/postgresql",
  "postgres://ada@%2Fvar%2Frun%2Fpostgresql/images",
  "postgres:///images",
  "postgres://db.example.com/images?sslmode=disable",
])("%s is not encrypted", (url) => {
  expect(connectionSettings(url).ssl).toBe(false);
});

test("what leaves this machine is encrypted and its certificate verified whole, unless the URL says otherwise", () => {
  expect(connectionSettings("postgres://ada:secret@db.example.com/images").ssl).toEqual({});
  expect(connectionSettings("postgres://localhost.example.com/images").ssl).toEqual({});
  expect(connectionSettings("postgres://localhost/images?sslmode=verify-full").ssl).toEqual({});
  expect(connectionSettings("postgres://10.0.0.1/images?sslmode=require").ssl).toEqual({ rejectUnauthorized: false });
});

test("a file with the authority's certificate is read, for any mode", () => {
  const url = `postgres://db.example.com/images?sslrootcert=${root}&sslmode=`;
  expect(connectionSettings(`${url}verify-full`).ssl).toEqual({ ca: "a certificate" });
  expect(connectionSettings(`${url}verify-ca`).ssl).toEqual({ ca: "a certificate", ...ANY_NAME });
  expect(connectionSettings(`${url}require`).ssl).toEqual({ ca: "a certificate", ...ANY_NAME });
});

test("pg hears of everything else, and of nothing twice", () => {
  const url = "postgres://ada:secret@db.example.com:5433/images";
  expect(connectionSettings(`${url}?sslmode=require&sslnegotiation=direct&options=-c%20search_path%3Dimages`)).toEqual({
    connectionString: `${url}?options=-c+search_path%3Dimages`,
    ssl: { rejectUnauthorized: false },
    sslnegotiation: "direct",
  });
});

test.each([
  ["sslmode=prefer", "disable, require, verify-ca, verify-full"],
  ["sslmode=verify-ca", "sslrootcert"],
  ["sslmode=verify-ca&sslrootcert=system", "sslrootcert"],
  ["sslcrl=revoked.pem", "sslcrl"],
  ["sslmode=verify-full&sslrootcert=/nowhere/root.crt", "/nowhere/root.crt"],
])("%s is refused, and the password not told", (parameters, told) => {
  const url = `postgres://ada:secret@db.example.com/images?${parameters}`;
  expect(() => connectionSettings(url)).toThrow(told);
  expect(() => connectionSettings(url)).not.toThrow("secret");
});
