import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dataFiles } from "@/lib/images-api/data-files";
import { copyRows, deleteRows, digestRows, tableWithRows } from "./copy-rows";
import { RowDigester } from "./row-digest";
import { lastAuditId, openFolderRows, raiseAuditId, type RowsSide } from "./rows-side";

let folder: string;
let source: RowsSide;
let target: RowsSide;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-rows-"));
  [source, target] = [await open("source"), await open("target")];
});
afterEach(async () => {
  await source.close();
  await target.close();
  await rm(folder, { recursive: true });
});

async function open(name: string): Promise<RowsSide> {
  await mkdir(join(folder, name));
  const side = await openFolderRows(join(folder, name), { make: true });
  if (side === null) throw new Error(`${dataFiles.metadata(name)} was not made.`);
  return side;
}

const { signal } = new AbortController();
const copy = () => copyRows({ source: source.database, target: target.database, signal, onRows: () => undefined });

test("more rows than are read at a time arrive, whatever they hold, and claims of servers do not", async () => {
  const images = Array.from({ length: 1_100 }, (_, number) => ({
    id: `image_${number}`,
    owner: "ada",
    name: `${number} é\u2028😀`,
    status: "uploading" as const,
    created_at: number,
    active_at: 2 ** 52 + number,
  }));
  await source.database.insertInto("images").values(images).execute();
  await source.metadata.beginVerification("image_7", "0".repeat(64), 7);
  await source.metadata.claims.claimVerifications(1, 60_000);
  await source.metadata.notes.begin("image_8", "upload");
  await source.metadata.notes.keepDigest("image_8", { bytes: 3, state: new Uint8Array([0, 255, 128]), format: "f" });
  const copied = await copy();
  expect(copied).toMatchObject({ images: { rows: 1_100 }, tokens: { rows: 0 }, audit_entries: { rows: 1 } });
  for (const table of ["images", "audit_entries", "object_notes"] as const) {
    expect(await digestRows(target.database, table)).toEqual(copied[table]);
  }
  expect(await target.metadata.findImage("image_1099")).toEqual(await source.metadata.findImage("image_1099"));
  expect(await target.metadata.notes.find("image_8")).toEqual(await source.metadata.notes.find("image_8"));
  expect(await target.metadata.claims.claimVerifications(9, 60_000)).toHaveLength(1);
});

test("numbers of entries that were removed are never given again", async () => {
  await source.metadata.createImage({ id: "image_1", owner: "ada", name: "one", createdAt: 1 });
  await source.metadata.removeAuditBefore(Date.now());
  await raiseAuditId(target.engine, target.database, await lastAuditId(source));
  await target.metadata.createImage({ id: "image_2", owner: "ada", name: "two", createdAt: 1 });
  expect((await target.metadata.listAudit({ limit: 1 })).entries).toMatchObject([{ id: 2 }]);
});

test("a table says whether it has rows, and can be emptied", async () => {
  expect(await tableWithRows(source.database)).toBeNull();
  await source.metadata.createImage({ id: "image_1", owner: "ada", name: "one", createdAt: 1 });
  expect(await tableWithRows(source.database)).toBe("images");
  await deleteRows(source.database);
  expect(await tableWithRows(source.database)).toBeNull();
});

test("a digest tells rows that were changed, lost or doubled, and not their order", () => {
  const [one, two] = [
    { id: "a", at: 1, state: new Uint8Array([1]) },
    { id: "b", at: null, state: null },
  ];
  expect(digest(one, two)).toBe(digest({ ...two }, { state: Buffer.from([1]), at: 1, id: "a" }));
  const others = [
    [one],
    [one, two, two],
    [one, one],
    [{ ...one, at: 2 }, two],
    [{ ...one, state: new Uint8Array([2]) }, two],
  ];
  for (const rows of others) expect(digest(...rows)).not.toBe(digest(one, two));
});

function digest(...rows: object[]): string {
  const digester = new RowDigester();
  for (const row of rows) digester.add({ ...row });
  return digester.result().digest;
}
