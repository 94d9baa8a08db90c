import type { IncomingMessage, ServerResponse } from "node:http";
import { readdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ScriptFolder } from "./run-script.fixture";
import { serveForTest, type TestServer } from "./serve-for-test";
import { terminalUploadScript } from "./terminal-upload-script";

// Many small processes, on a machine that does other things as well.
vi.setConfig({ testTimeout: 60_000 });

interface Answer {
  status: number;
  body: unknown;
}

const ID = "image_a-1";
/** As another server may write it: with line ends, other fields before, objects inside, and escapes. */
const image = (upload_status: string, more: object = {}) => ({
  labels: { note: 'a "name": "x" and "upload_status": "failed"\\' },
  provider: { region: "id" },
  name: "debian",
  id: ID,
  upload_status,
  sha256: null,
  ...more,
});

let server: TestServer;
let folder: ScriptFolder;
let seen: string[];
/** What `METHOD path` is answered with, one after the other; the last one stays. */
let answers: Record<string, Answer[]>;

beforeEach(async () => {
  seen = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const line = `${request.method} ${request.url}`;
    const body = await text(request);
    const authorization = request.headers.authorization === "Bearer tok" ? " with token" : "";
    seen.push(`${line} ${body}${authorization}`);
    const waiting = answers[line] ?? [];
    const next = waiting.length > 1 ? waiting.shift() : waiting[0];
    const { status, body: json } = next ?? { status: 404, body: {} };
    response.writeHead(status).end(JSON.stringify(json, null, 2).replaceAll("&", String.raw`\u0026`));
  };
  server = await serveForTest((request, response) => void answer(request, response));
  folder = await ScriptFolder.make();
  await writeFile(join(folder.path, "debian.img"), "the bytes");
  answers = {
    "POST /v2/images": [{ status: 201, body: image("started") }],
    [`POST /v2/images/${ID}/parts`]: [
      { status: 200, body: { url: `${server.url.href}put?a=1&b="2`.replace('"', "%22"), expires_at: 1 } },
    ],
    "PUT /put?a=1&b=%222": [{ status: 200, body: {} }],
    [`POST /v2/images/${ID}/complete`]: [{ status: 200, body: image("uploading") }],
    [`GET /v2/images/${ID}`]: [{ status: 200, body: image("completed", { sha256: "a".repeat(64) }) }],
  };
});

afterEach(async () => {
  await server.close();
  await folder.remove();
});

const run = () =>
  folder.run(terminalUploadScript({ apiUrl: `${server.url.href}v2`, name: "debian", filePath: "debian.img" }), {
    IMAGES_TOKEN: "tok",
  });

const failure = (status: number, message = "Busy."): Answer => ({ status, body: { error: { type: "x", message } } });

test("answers in another shape are understood, and only the API gets the token", async () => {
  const { code, stdout } = await run();
  expect(code).toBe(0);
  expect(stdout).toBe(`Completed: debian is the image ${ID}, SHA-256 ${"a".repeat(64)}\n`);
  expect(seen).toEqual([
    'POST /v2/images {"name":"debian"} with token',
    `POST /v2/images/${ID}/parts {"part_id":1} with token`,
    "PUT /put?a=1&b=%222 the bytes",
    expect.stringMatching(/^POST \/v2\/images\/image_a-1\/complete \{"sha256":"[0-9a-f]{64}"\} with token$/),
    `GET /v2/images/${ID}  with token`,
  ]);
});

test("what passes is tried again, each time with a new link", async () => {
  answers["POST /v2/images"]?.unshift(failure(503));
  answers["PUT /put?a=1&b=%222"]?.unshift(failure(403, "Expired."), failure(500));
  answers[`GET /v2/images/${ID}`]?.unshift(failure(429, "Slower, please."));
  const { code, stderr } = await run();
  expect(code).toBe(0);
  for (const said of ["Busy. (HTTP 503)", "Expired. (HTTP 403)", "Slower, please. (HTTP 429)"])
    expect(stderr).toContain(said);
  expect(seen.filter((line) => line.includes("/parts "))).toHaveLength(3);
});

test("a part that is refused for good ends the upload, which can go on", async () => {
  answers["PUT /put?a=1&b=%222"] = [failure(409, "This image takes no parts any more.")];
  const { code, stderr } = await run();
  expect(code).toBe(1);
  expect(stderr).toContain("This image takes no parts any more. (HTTP 409)");
  expect(stderr).toContain("Run this again to go on");
  answers["PUT /put?a=1&b=%222"] = [{ status: 200, body: {} }];
  expect(await run()).toMatchObject({ code: 0 });
  expect(seen.filter((line) => line.startsWith("POST /v2/images {"))).toHaveLength(1);
});

test("what somebody else put in the place of what was sent is not read", async () => {
  answers["PUT /put?a=1&b=%222"] = [failure(409)];
  await run();
  const remembered = (await readdir(folder.path)).find((name) => name.includes(".upload-")) ?? "";
  await rename(join(folder.path, remembered), join(folder.path, "elsewhere"));
  await symlink("elsewhere", join(folder.path, remembered));
  await writeFile(join(folder.path, "elsewhere", "image"), `${ID}\n9\na[$(touch "$HOME/run")]\n`);
  answers["PUT /put?a=1&b=%222"] = [{ status: 200, body: {} }];
  expect(await run()).toMatchObject({ code: 0 });
  expect(await readdir(folder.path)).not.toContain("run");
  expect(seen.filter((line) => line.startsWith("POST /v2/images {"))).toHaveLength(2);
});

test("a failed verification is told with its reason and ends with 1", async () => {
  const failure_reason = 'The checksum\nof "debian" does not match: a\\b.';
  answers[`GET /v2/images/${ID}`] = [{ status: 200, body: image("failed", { failure_reason }) }];
  const { code, stderr, stdout } = await run();
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(String.raw`Failed: The checksum of "debian" does not match: a\b.`);
  expect((await readdir(folder.path)).filter((name) => name.includes(".upload-"))).toEqual([]);
});

test.each(["javascript:alert(1)", 'https://x/"\noutput = "x', "", "file:///etc/passwd"])(
  "a link like %j is not used",
  async (url) => {
    answers[`POST /v2/images/${ID}/parts`] = [{ status: 200, body: { url } }];
    expect(await run()).toMatchObject({ code: 1, stderr: expect.stringMatching(/link/) });
    expect(seen.filter((line) => line.startsWith("PUT"))).toEqual([]);
  },
);

test("an id that would lead elsewhere is not used", async () => {
  answers["POST /v2/images"] = [{ status: 201, body: image("started", { id: "../me" }) }];
  expect(await run()).toMatchObject({ code: 1, stderr: expect.stringContaining("did not tell the id") });
  expect(seen).toHaveLength(1);
});
