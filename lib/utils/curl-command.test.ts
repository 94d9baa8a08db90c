import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { curlCommand, localFileName, quoteForShell } from "./curl-command";

const run = promisify(execFile);
const bytes = Buffer.from("the bytes of an image");
const sha256 = createHash("sha256").update(bytes).digest("hex");
const server = createServer((request, response) => {
  if (request.url?.startsWith("/gone")) response.writeHead(403).end("expired");
  else response.end(bytes);
});
let folder: string;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "curl-command-"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  origin = `http://127.0.0.1:${address.port}`;
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const inShell = (command: string) => run("sh", ["-c", command], { cwd: folder });

test("a shell gets back every text as it was", async () => {
  const text = fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\0"));
  const texts = [...fc.sample(text, 40), "$(id)", "`id`", "a'b", "'", "\\", "a\nb", "!!", "", "-n"];
  const { stdout } = await inShell(`printf '%s\\0' ${texts.map(quoteForShell).join(" ")}`);
  expect(stdout.split("\0").slice(0, -1)).toEqual(texts);
});

test.each(["ubuntu-24.04.img", "it's $(here) & there.img", "-rf"])("%s is downloaded and verified", async (name) => {
  const url = `${origin}/objects/1?signature=a&b='c'`;
  const { stdout } = await inShell(curlCommand({ name, url, sha256 }));
  expect(stdout).toContain("OK");
  expect(await readFile(join(folder, localFileName(name)))).toEqual(bytes);
});

test("bytes with another checksum make the command fail", async () => {
  const command = curlCommand({ name: "other.img", url: `${origin}/objects/1`, sha256: "0".repeat(64) });
  await expect(inShell(command)).rejects.toMatchObject({ stdout: expect.stringContaining("FAILED") });
});

test("an expired link makes the command fail and leaves no file that looks like the image", async () => {
  await expect(inShell(curlCommand({ name: "gone.img", url: `${origin}/gone`, sha256 }))).rejects.toThrow(/403/);
  await expect(readFile(join(folder, "gone.img"))).rejects.toThrow(/ENOENT/);
});

test.each([
  ["../../etc/passwd", "etc-passwd"],
  ["a/b\\c", "a-b-c"],
  ["..", "image"],
  ["a\u202Egmi.exe", "a-gmi.exe"],
])("%j is kept as the file %j", (name, file) => {
  expect(localFileName(name)).toBe(file);
});
