import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashFiles } from "./hash-files";

const FOREVER = new AbortController().signal;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "images-dashboard-hash-"));
});
afterAll(() => rm(directory, { recursive: true }));

async function randomFile(sizeBytes: number): Promise<{ path: string; bytes: Buffer }> {
  const bytes = randomBytes(sizeBytes);
  const path = join(directory, randomBytes(8).toString("hex"));
  await writeFile(path, bytes);
  return { path, bytes };
}

function sha256(...all: Buffer[]): string {
  return createHash("sha256").update(Buffer.concat(all)).digest("hex");
}

test("one digest after another and several at once, of files that fill no chunk, one, and more", async () => {
  for (const sizes of [[0], [1], [4 * 1024 * 1024], [5 * 1024 * 1024, 3]]) {
    const files = await Promise.all(sizes.map(randomFile));
    const digests = await Promise.all(
      [1, 2, 3].map(() =>
        hashFiles(
          files.map(({ path }) => path),
          FOREVER,
        ),
      ),
    );
    const expected = sha256(...files.map(({ bytes }) => bytes));
    expect(digests).toEqual([expected, expected, expected]);
  }
});

test("a file that is not there rejects with the system's error, and the next digest is right", async () => {
  const { path, bytes } = await randomFile(10);
  await expect(hashFiles([path, join(directory, "missing")], FOREVER)).rejects.toMatchObject({ code: "ENOENT" });
  expect(await hashFiles([path], FOREVER)).toBe(sha256(bytes));
});

test("one that is aborted rejects with the reason, and none of its bytes are in the next digest", async () => {
  const large = await randomFile(64 * 1024 * 1024);
  const small = await randomFile(10);
  const controller = new AbortController();
  const reason = new Error("not any more");
  const run = hashFiles([large.path], controller.signal);
  controller.abort(reason);
  await expect(run).rejects.toBe(reason);
  expect(await hashFiles([small.path], FOREVER)).toBe(sha256(small.bytes));
});
