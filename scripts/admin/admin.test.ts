import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dataFiles } from "@/lib/images-api/data-files";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { hashToken } from "@/lib/images-api/tokens/token";

/** Starting Node with a TypeScript loader takes about a second, more on a busy machine. */
const COMMAND_TIMEOUT_MS = 120_000;

let folder: string;
/** Open all the while, as the server has it. */
let store: MetadataStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-admin-"));
  store = await openSqliteMetadataStore(dataFiles.metadata(folder));
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

function admin(...words: string[]): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", "scripts/admin.ts", ...words],
      { env: { ...process.env, DATA_DIR: folder } },
      (error, output, errors) => resolve({ code: typeof error?.code === "number" ? error.code : 0, output, errors }),
    );
  });
}

test(
  "a token is printed alone, works, is listed without its text, and is revoked once",
  async () => {
    const created = await admin("token", "create", "--owner", "ada", "--role", "operator");
    expect(created).toMatchObject({ code: 0, output: expect.stringMatching(/^images_[A-Za-z0-9_-]{43}\n$/) });
    const secret = created.output.trim();
    const token = await store.findToken(hashToken(secret));
    expect(token).toMatchObject({ owner: "ada", role: "operator" });
    const id = token?.id ?? "";

    const { output: list } = await admin("token", "list");
    expect(list).toMatch(new RegExp(`^${id} +ada +operator `, "m"));
    expect(list).not.toContain(secret);

    expect(await admin("token", "revoke", id)).toMatchObject({ code: 0, output: `${id} is revoked.\n` });
    expect(await store.findToken(hashToken(secret))).toBeNull();
    expect(await admin("token", "revoke", id)).toMatchObject({
      code: 1,
      errors: `There is no token ${id} that could be revoked. \`token list\` shows them.\n`,
    });
  },
  COMMAND_TIMEOUT_MS,
);

test(
  "a folder without a database is a sentence, and stays without one",
  async () => {
    await store.close();
    await rm(dataFiles.metadata(folder));
    expect(await admin("token", "list")).toMatchObject({
      code: 1,
      errors: `There is no database in ${folder}. Start the server once, or set DATA_DIR to the folder that it uses.\n`,
    });
    expect(existsSync(dataFiles.metadata(folder))).toBe(false);
  },
  COMMAND_TIMEOUT_MS,
);

test(
  "a folder that is not there is named with its variable, and not made",
  async () => {
    await store.close();
    await rm(folder, { recursive: true });
    const commands = [
      ["token", "create", "--owner", "ada", "--role", "admin"],
      ["check"],
      ["migrate-store", "--to", "servers"],
      ["migrate-store", "--reopen", "folder"],
    ];
    const ended = await Promise.all(commands.map((words) => admin(...words)));
    for (const { code, errors } of ended) {
      expect({ code, errors }).toEqual({
        code: 1,
        errors: `There is no data folder ${folder}, and this command makes none. Start the server once, or set DATA_DIR to the folder that it uses.\n`,
      });
    }
    expect(existsSync(folder)).toBe(false);
    await mkdir(folder);
  },
  COMMAND_TIMEOUT_MS,
);

test(
  "an image is published and taken back; an unknown one is a sentence",
  async () => {
    await store.createImage({ id: "image_1", owner: "ada", name: "debian", createdAt: 1 });
    expect((await admin("image", "publish", "image_1")).code).toBe(0);
    expect(await store.findVisibleImage("image_1", "bob")).not.toBeNull();
    expect((await admin("image", "unpublish", "image_1")).code).toBe(0);
    expect(await store.findVisibleImage("image_1", "bob")).toBeNull();
    expect(await admin("image", "publish", "image_2")).toMatchObject({
      code: 1,
      errors: "There is no image image_2, or it was deleted.\n",
    });
  },
  COMMAND_TIMEOUT_MS,
);

test(
  "a token that expires says when, in the list too",
  async () => {
    const created = await admin("token", "create", "--owner", "ada", "--role", "viewer", "--expires", "2999-01-31");
    expect(created.errors).toContain("until 2999-01-31T00:00:00Z");
    expect(await store.findToken(hashToken(created.output.trim()))).toMatchObject({ expiresAt: Date.UTC(2999, 0, 31) });
    expect((await admin("token", "list")).output).toMatch(
      /^ID +OWNER +ROLE +CREATED +EXPIRES .*\n.* 2999-01-31T00:00:00Z /,
    );
  },
  COMMAND_TIMEOUT_MS,
);

test(
  "the audit trail tells what the command did, filtered and as JSON, and nothing in it moves a terminal",
  async () => {
    await store.createImage({ id: "image_1", owner: "ada", name: "evil\u001b[2J\u202e", createdAt: 1 });
    await admin("image", "publish", "image_1");
    await admin("token", "create", "--owner", "ada", "--role", "viewer");
    const { output } = await admin("audit", "--limit", "3");
    const [heading, ...lines] = output.trimEnd().split("\n");
    expect(heading).toMatch(/^TIME +ACTOR +ACTION +OUTCOME +REASON +IMAGE +NAME +ADDRESS +TOKEN +REQUEST$/);
    const told = lines.map((line) => line.split(/ +/).slice(1, 3).join(" "));
    expect(told).toEqual(["operator audit.read", "operator token.create", "operator image.publish"]);
    expect(output).toContain("evil\\u{1b}[2J\\u{202e}");
    expect(output).not.toMatch(/\p{Cf}|[^\P{Cc}\n]/u);
    const json = await admin("audit", "--json", "--image", "image_1", "--actor", "operator", "--since", "1d");
    expect(JSON.parse(json.output)).toMatchObject({ action: "image.publish", imageName: "evil\u001b[2J\u202e" });
    expect((await admin("audit", "--action", "image.create", "--since", "1d")).output).toMatch(/^TIME .* REQUEST\n$/);
  },
  COMMAND_TIMEOUT_MS,
);

test.each([
  { words: ["token", "create", "--owner", "system", "--role", "admin"], says: "audit trail" },
  { words: ["token", "create", "--owner", "ada", "--role", "admin", "--expires", "2020-01-01"], says: "past" },
  { words: ["audit", "--since", "yesterday"], says: "Give days" },
  { words: ["audit", "--action", "image.deleet"], says: "image.delete" },
  { words: ["token", "create", "--owner", "a b", "--role", "admin"], says: "letters, digits" },
  { words: ["token", "create", "--owner", "ada", "--role", "king"], says: "viewer, operator, admin" },
  { words: ["token", "create", "--owner", "ada"], says: "--role" },
  { words: ["tokens"], says: "unknown command" },
])(
  "$words is refused",
  async ({ words, says }) => {
    const { code, errors } = await admin(...words);
    expect(code).toBe(1);
    expect(errors).toContain(says);
    expect(await store.listTokens()).toEqual([]);
  },
  COMMAND_TIMEOUT_MS,
);

test(
  "every command explains itself",
  async () => {
    for (const words of [
      ["token", "create"],
      ["token", "revoke"],
      ["image", "publish"],
    ]) {
      const { code, output } = await admin(...words, "--help");
      expect(code).toBe(0);
      expect(output).toContain(`Usage: npm run admin -- ${words.join(" ")}`);
    }
  },
  COMMAND_TIMEOUT_MS,
);

test(
  "what is left in a folder whose bytes went to a bucket is neither backed up nor called well",
  async () => {
    await store.placeOfBytes("s3 elsewhere");
    for (const words of [["backup", join(folder, "backup")], ["check"]]) {
      expect(await admin(...words)).toMatchObject({
        code: 1,
        errors: expect.stringContaining("in the bucket elsewhere"),
      });
    }
  },
  COMMAND_TIMEOUT_MS,
);
