import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { imageFixture } from "@/lib/contract/image-fixture";
import { linksAsCsv, linksAsJson, linksAsLines, linksAsManifest, type ImageLink } from "./link-formats";

const run = promisify(execFile);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "link-formats-"));
});
afterEach(() => rm(folder, { recursive: true }));

function imageLink(name: string, bytes = name): ImageLink {
  return {
    image: imageFixture({ id: "image_1", name }),
    link: {
      url: "https://objects.example/a?signature=b%2Bc&part=1",
      expiresAt: "2026-03-05T10:00:00.000Z",
      sha256: createHash("sha256").update(bytes).digest("hex"),
      sizeBytes: Buffer.byteLength(bytes),
    },
  };
}

test("lines are URLs and nothing else", () => {
  const url = "https://objects.example/a?signature=b%2Bc&part=1\n";
  expect(linksAsLines([imageLink("a"), imageLink("b")])).toBe(url + url);
  expect(linksAsLines([])).toBe("");
});

test("JSON holds everything", () => {
  expect(JSON.parse(linksAsJson([imageLink('quote"d')]))).toEqual([
    {
      name: 'quote"d',
      id: "image_1",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      sizeBytes: 7,
      url: "https://objects.example/a?signature=b%2Bc&part=1",
      expiresAt: "2026-03-05T10:00:00.000Z",
    },
  ]);
});

test.each([
  ["ubuntu.img", "ubuntu.img"],
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["-2", "'-2"],
  ['+cmd|" /C calc"', `"'+cmd|"" /C calc"""`],
  ["\t=1", "'\t=1"],
  ["\r=1", `"'\r=1"`],
])("in CSV, %j is written %j", (name, cell) => {
  const header = "name,id,sha256,size_bytes,url,expires_at\r\n";
  const csv = linksAsCsv([imageLink(name)]);
  expect(csv.startsWith(`${header}${cell},image_1,`)).toBe(true);
  expect(csv.endsWith(",2026-03-05T10:00:00.000Z\r\n")).toBe(true);
});

test("sha256sum takes the manifest, whatever the images are called", async () => {
  const names = ["ubuntu-24.04.img", "two  spaces", "#comment", "*star", "back\\slash", "new\nline", "cr\rend\r", "é"];
  for (const name of names) await writeFile(join(folder, name), name);
  await writeFile(join(folder, "SHA256SUMS"), linksAsManifest(names.map((name) => imageLink(name))));
  // A name that was misread would be a file that is not there, and the command would fail.
  const check = ["--check", "--strict", "--quiet", "SHA256SUMS"];
  const { stdout, stderr } = await run("sha256sum", check, { cwd: folder });
  expect(stdout).toBe("");
  expect(stderr).toBe("");
});

test("sha256sum finds out by the manifest that a file is another one", async () => {
  await writeFile(join(folder, "disk.img"), "other bytes");
  await writeFile(join(folder, "SHA256SUMS"), linksAsManifest([imageLink("disk.img", "bytes")]));
  const failure = run("sha256sum", ["--check", "SHA256SUMS"], { cwd: folder });
  await expect(failure).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining("disk.img: ") });
});

test("the manifest tells name, checksum, size and URL of each image", () => {
  const { sha256, url } = imageLink("disk.img").link;
  expect(linksAsManifest([imageLink("disk.img")])).toBe(`# disk.img  ${sha256}  8  ${url}\n${sha256}  disk.img\n`);
});
