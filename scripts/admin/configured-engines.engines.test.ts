import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MovedApi } from "@/lib/images-api/migrate/moved-api.fixture";
import { ADMIN_TOKEN, newServers, type Servers } from "@/lib/images-api/migrate/moved-store.fixture";
import { AdminCommand } from "./admin-command.fixture";

let folder: string;
let servers: Servers;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-admin-"));
  servers = await newServers(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const admin = (...words: string[]) => new AdminCommand(servers, ...words).end();

test("a token that is made in the database is one of the servers there, and the trail tells of it", async () => {
  const { code, output } = await admin("token", "create", "--owner", "ada", "--role", "operator");
  expect({ code, output }).toMatchObject({ code: 0 });
  const [token = ""] = /images_\S+/.exec(output) ?? [];
  const api = await MovedApi.open(servers, ADMIN_TOKEN);
  const response = await fetch(`${api.url}/v2/me`, { headers: { Authorization: `Bearer ${token}` } });
  expect(await response.json()).toMatchObject({ account: "ada" });
  expect(await admin("audit", "--action", "token.create")).toMatchObject({
    code: 0,
    output: expect.stringContaining("operator"),
  });
  await api.close();
});

test("what cannot be done there says what to use, and a database that is not there is a sentence without its password", async () => {
  const [backup, unreachable] = await Promise.all([
    admin("backup", join(folder, "backup")),
    new AdminCommand(
      { ...servers, database: { ...servers.database, url: "postgres://ada:hidden@127.0.0.1:9/images" } },
      "token",
      "list",
    ).end(),
  ]);
  expect(backup).toMatchObject({ code: 1, output: expect.stringContaining("pg_dump") });
  expect(unreachable).toMatchObject({ code: 1, output: expect.stringMatching(/^The database of DATABASE_URL .*\n$/) });
  expect(unreachable.output).not.toContain("hidden");
});

test("a move that has nothing to do says so, and speaks of no upload that it would end", async () => {
  const { code, output } = await admin("migrate-store", "--to", "folder");
  expect({ code, output }).toEqual({
    code: 1,
    output: expect.stringMatching(/^There are no images and no tokens .*\n$/),
  });
});
