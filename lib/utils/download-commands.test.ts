import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { localFileName } from "./curl-command";
import { downloadCommands } from "./download-commands";
import { quoteForPowerShell, windowsFileName } from "./powershell";
import { serveForTest, type TestServer } from "./serve-for-test";

// Many small processes, on a machine that does other things as well.
vi.setConfig({ testTimeout: 60_000 });

const run = promisify(execFile);
const bytes = Buffer.from("the bytes of an image");
const sha256 = createHash("sha256").update(bytes).digest("hex");

let folder: string;
let server: TestServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "download-commands-"));
  server = await serveForTest((request, response) => {
    if (request.url?.startsWith("/gone") === true) response.writeHead(403).end("expired");
    else response.end(bytes);
  });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const inShell = (command: string) => run("sh", ["-c", command], { cwd: folder });

const SHELLS = ["curl", "wget"] as const;

test.each(SHELLS)("%s downloads and verifies, whatever the name and the link are", async (tool) => {
  const hostile = fc.string({
    unit: fc.constantFrom("'", '"', "$(id)", "`id`", ";", "&", "|", "\n", " ", "*", "é", "{a,b}", "[1-2]"),
  });
  for (const [name, query] of fc.sample(fc.tuple(hostile, hostile), 10)) {
    const { href: url } = new URL(`objects/1/'$(touch injected)?signature=${query};$(id)`, server.url);
    const { stdout } = await inShell(downloadCommands({ name: `x${name}`, url, sha256 })[tool]);
    expect(stdout).toMatch(/: OK\n$/);
    const file = localFileName(`x${name}`);
    expect(await readdir(folder)).toEqual([file]);
    expect(await readFile(join(folder, file))).toEqual(bytes);
    await rm(join(folder, file));
  }
});

test.each(SHELLS)("%s fails for bytes with another checksum", async (tool) => {
  const command = downloadCommands({ name: "a.img", url: server.url.href, sha256: "0".repeat(64) })[tool];
  await expect(inShell(command)).rejects.toMatchObject({ stdout: expect.stringContaining("FAILED") });
});

test.each(SHELLS)("%s fails for an expired link and leaves no file that looks like the image", async (tool) => {
  const command = downloadCommands({ name: "a.img", url: `${server.url.href}gone`, sha256 })[tool];
  await expect(inShell(command)).rejects.toThrow(/403/);
  expect(await readdir(folder)).not.toContain("a.img");
});

test("wget gives the image its name only when it is verified", async () => {
  const { wget } = downloadCommands({ name: "a.img", url: server.url.href, sha256: "0".repeat(64) });
  await expect(inShell(wget)).rejects.toThrow();
  expect(await readdir(folder)).toEqual(["a.img.part"]);
});

test("PowerShell downloads, compares, stops at a mismatch and only then gives the name", () => {
  const url = "https://objects.example/1?signature=a&b";
  expect(downloadCommands({ name: "it's", url, sha256 }).powershell).toBe(
    "& { $ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; " +
      `Invoke-WebRequest -UseBasicParsing -Uri '${url}' -OutFile 'it''s.part'; ` +
      "$hash = (Get-FileHash -Algorithm SHA256 -LiteralPath 'it''s.part').Hash; " +
      `if ($hash -ne '${sha256}') { throw "The checksum does not match, it is $hash." }; ` +
      "Move-Item -Force -LiteralPath 'it''s.part' -Destination 'it''s'; Write-Output ('it''s' + ': OK') }",
  );
});

test("a hostile name and link change only the texts of the PowerShell command", () => {
  const plain = { name: "a.img", url: "https://objects.example/", sha256 };
  const texts = ({ name, url }: typeof plain) => [`${windowsFileName(name)}.part`, windowsFileName(name), url];
  const structure = (download: typeof plain) =>
    texts(download).reduce(
      (command, text) => command.replaceAll(quoteForPowerShell(text), "TEXT"),
      downloadCommands(download).powershell,
    );
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.string({ unit: "grapheme" }), (name, path) => {
      const download = { name: `x${name}`, url: `https://objects.example/y${path}`, sha256 };
      expect(structure(download)).toBe(structure(plain));
    }),
  );
});
