import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { BytesTarget } from "./bytes";
import { type BytesCopier, copyOpen, copyWhole } from "./copy-image";
import { diskSource } from "./disk-source";
import { openDiskTarget } from "./disk-target";
import { Journal } from "./journal";

const ID = "image_1";
const PARTS = [randomBytes(5_000), randomBytes(700), randomBytes(1)];
const WHOLE = Buffer.concat(PARTS);
const ROW = { id: ID, sha256: createHash("sha256").update(WHOLE).digest("hex"), sizeBytes: WHOLE.length };

let root: string;
let journal: Journal;
let sent: number;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "images-copy-"));
  journal = Journal.open(root, "folder", "a bucket");
  sent = 0;
  await write("sealed", ID, PARTS);
});
afterEach(async () => {
  journal.close();
  await rm(root, { recursive: true });
});

async function write(state: "open" | "sealed", id: string, parts: readonly Buffer[]): Promise<void> {
  const folder = join(root, "source", state, id);
  await mkdir(folder, { recursive: true });
  for (const [index, part] of parts.entries()) await writeFile(join(folder, String(index + 1)), part);
}

async function copier(spoil: (target: BytesTarget) => BytesTarget = (target) => target): Promise<BytesCopier> {
  const target = spoil(await openDiskTarget(join(root, "target")));
  const { signal } = new AbortController();
  return {
    source: diskSource(join(root, "source")),
    target,
    journal,
    signal,
    onBytes: (bytes) => void (sent += bytes),
  };
}

async function found(target: BytesTarget): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await target.read(ID, WHOLE.length)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** As a line or a disk may: one byte of the first `times` parts is another one. */
function spoiling(times: number): (target: BytesTarget) => BytesTarget {
  let left = times;
  return (target) => ({
    ...target,
    async begin(...begin) {
      const image = await target.begin(...begin);
      return {
        ...image,
        put(part, body, md5) {
          return image.put(part, left-- > 0 ? Readable.from(flipped(body)) : body, md5);
        },
      };
    },
  });
}

async function* flipped(body: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of body) yield Buffer.from(Buffer.from(chunk).map((byte) => byte ^ 1));
}

test("a copy is proven by reading it, and not made again", async () => {
  const copying = await copier();
  expect(await copyWhole(copying, ROW)).toEqual({ kind: "sound" });
  expect(await found(copying.target)).toEqual(WHOLE);
  expect(journal.find(ID)).toMatchObject({ state: "whole", sha256: ROW.sha256, sizeBytes: WHOLE.length });
  await copyWhole(copying, ROW);
  expect(sent).toBe(WHOLE.length);
});

test("what was sent but not proven is read, not sent again", async () => {
  const copying = await copier();
  await copyWhole(copying, ROW);
  journal.begin(ID, null);
  expect(await copyWhole(copying, ROW)).toEqual({ kind: "sound" });
  expect([sent, journal.find(ID)?.state]).toEqual([WHOLE.length, "whole"]);
});

test("bytes that arrive as others are sent again, and never called moved", async () => {
  const once = await copier(spoiling(1));
  expect(await copyWhole(once, ROW)).toEqual({ kind: "sound" });
  expect(await found(once.target)).toEqual(WHOLE);
  await once.target.remove(ID, null);
  journal.remove(ID);
  await expect(copyWhole(await copier(spoiling(Infinity)), ROW)).rejects.toThrow("not read back as it was sent");
  expect(journal.find(ID)?.state).toBe("begun");
});

test("a part of an unfinished upload that arrives as another one is sent again", async () => {
  await write("open", "image_2", PARTS);
  const copying = await copier(spoiling(1));
  expect(await copyOpen(copying, "image_2")).toEqual([]);
  expect((await readdir(join(root, "target", "open", "image_2"))).toSorted()).toEqual(["1", "2", "3"]);
  expect(sent).toBe(WHOLE.length);
  // As when the run was cut short, and the first part was sent anew to the server that was started meanwhile.
  await write("open", "image_2", [randomBytes(5_000)]);
  await copyOpen(copying, "image_2");
  expect(sent).toBe(WHOLE.length + 5_000);
});

test("an image that the disk cannot read is left out, and what was copied of it before", async () => {
  await copyWhole(await copier(), ROW);
  const part = join(root, "source", "sealed", ID, "2");
  await rm(part);
  await mkdir(part);
  journal.begin(ID, null);
  const copying = await copier();
  expect(await copyWhole(copying, ROW)).toEqual({ kind: "unreadable" });
  expect([await copying.target.sizeOf(ID), journal.find(ID)]).toEqual([null, null]);
});

test("bytes that changed at the source are copied as they are, and told", async () => {
  const others = randomBytes(700);
  await writeFile(join(root, "source", "sealed", ID, "2"), others);
  const copying = await copier();
  expect(await copyWhole(copying, ROW)).toMatchObject({ kind: "damaged", damage: { kind: "digest" } });
  expect((await found(copying.target)).subarray(5_000, 5_700)).toEqual(others);
});
