import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startOxideFake, type OxideFake } from "@/e2e/support/fakes/oxide/oxide-fake";
import { GIB, MIB } from "@/lib/contract/limits";
import { MAX_BLOCK_BYTES } from "./block-writer";
import { begun, BYTES, filled, leftovers, SHA256, someoneAt, streamOf } from "./upload-fixture";

let fake: OxideFake;
beforeAll(async () => {
  fake = await startOxideFake();
});
afterEach(() => expect(fake.problems()).toEqual([]));
afterAll(() => fake.close());

test("a file becomes an image with its bytes, and nothing else is left", async () => {
  const one = someoneAt(fake);
  const waiting = await begun(one, "fresh", { blockSize: "4096" });
  expect(waiting).toMatchObject({
    id: `upload_${one.project}_fresh`,
    status: "uploading",
    sizeBytes: BYTES.length,
    visibility: "project",
    details: {
      description: "A test",
      operatingSystem: { name: "Debian", version: "12" },
      scope: { id: one.project, label: "platform" },
    },
  });
  const url = await one.upload.createPartUrl(waiting.id, { partNumber: 1 });
  expect(url.url).toBe(`/api/oxide-2/images/${waiting.id}/parts/1`);
  await one.upload.putPart(waiting.id, 1, streamOf(BYTES));
  const image = await one.upload.complete(waiting.id, { sha256: SHA256 });
  expect(image).toMatchObject({ name: "fresh", status: "completed", visibility: "project", sizeBytes: GIB });
  const made = one.silo.images.find(({ id }) => id === image.id);
  expect(made).toMatchObject({ os: "Debian", version: "12", description: "A test", blockSize: 4096 });
  expect(made?.bytes.read(0, BYTES.length).equals(BYTES)).toBe(true);
  expect(leftovers(one)).toEqual([]);
  expect(await one.upload.complete(waiting.id, { sha256: SHA256 })).toMatchObject({ id: image.id });
});

test("the disk has whole GiB, and the place of each part follows from its number", async () => {
  const one = someoneAt(fake);
  const sizeBytes = 3 * GIB + 5;
  const values = { project: one.project, os: "Debian", version: "12" };
  const { image, plan } = await one.upload.create({ name: "large", sizeBytes, values });
  expect(plan).toEqual({ kind: "blocks", partSizeBytes: 16 * MIB });
  const disk = one.silo.disks.find(({ state }) => state === "import_ready");
  expect(disk?.size).toBe(4 * GIB);
  await one.upload.putPart(image.id, 193, streamOf(Buffer.from([1, 2, 3, 4, 5])));
  expect(disk?.bytes.writes.map(({ offset, data }) => [offset, data.length])).toEqual([[3 * GIB, 512]]);
  await expect(one.upload.putPart(image.id, 194, streamOf(BYTES))).rejects.toMatchObject({ code: "not_found" });
  await expect(one.upload.putPart(image.id, 193, streamOf(BYTES))).rejects.toMatchObject({ code: "invalid_request" });
  await expect(one.upload.plan(image.id, { sizeBytes: GIB })).rejects.toMatchObject({ code: "conflict" });
});

test("blocks of zeros are not sent", async () => {
  const one = someoneAt(fake);
  const image = await begun(one, "sparse");
  const bytes = Buffer.concat([BYTES.subarray(0, MAX_BLOCK_BYTES), Buffer.alloc(BYTES.length - MAX_BLOCK_BYTES)]);
  await one.upload.putPart(image.id, 1, streamOf(bytes));
  const disk = one.silo.disks.find(({ state }) => state === "importing_from_bulk_writes");
  expect(disk?.bytes.writes.map(({ offset }) => offset)).toEqual([0]);
});

test("a block that the rack fails to take is sent again", async () => {
  const one = someoneAt(fake);
  const image = await filled(one, "fail-block-once");
  const { id } = await one.upload.complete(image.id, { sha256: SHA256 });
  const made = one.silo.images.find((each) => each.id === id);
  expect(made?.bytes.read(0, BYTES.length).equals(BYTES)).toBe(true);
});

test("parts that come side by side start the writing once, and go on after it was ended", async () => {
  const one = someoneAt(fake);
  const image = await begun(one, "side-by-side");
  await Promise.all([1, 1, 1].map((part) => one.upload.putPart(image.id, part, streamOf(BYTES))));
  const disk = one.silo.disks.find(({ state }) => state === "importing_from_bulk_writes");
  if (disk !== undefined) disk.state = "import_ready";
  await one.upload.putPart(image.id, 1, streamOf(BYTES));
  expect(disk?.state).toBe("importing_from_bulk_writes");
});

test("a disk that is not ours is neither shown nor written to", async () => {
  const one = someoneAt(fake);
  const image = await begun(one, "mine");
  const disk = one.silo.disks.find(({ name }) => name.startsWith("image-upload-"));
  if (disk !== undefined) disk.description = "Somebody's own";
  await expect(one.upload.putPart(image.id, 1, streamOf(BYTES))).rejects.toMatchObject({ code: "not_found" });
  await expect(one.provider.get(image.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(one.provider.delete(image.id)).rejects.toMatchObject({ code: "not_found" });
  expect(leftovers(one)).toHaveLength(1);
  await expect(begun(one, "mine")).rejects.toMatchObject({ code: "conflict" });
});

test("a name is refused that an image, or an upload that has not ended, has", async () => {
  const one = someoneAt(fake);
  await expect(begun(one, "gateway")).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("already has an image named gateway"),
  });
  await begun(one, "twice");
  await expect(begun(one, "twice")).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("has not ended"),
  });
});

test("values that cannot be name their fields", async () => {
  const one = someoneAt(fake);
  const fields = async (changes: object, name = "wrong") => {
    const error: unknown = await begun(one, name, changes).catch((thrown: unknown) => thrown);
    const details = error instanceof Object && "details" in error ? error.details : [];
    return Array.isArray(details) ? details.map(({ field }: { field: string }) => field) : [];
  };
  expect(await fields({ project: "", os: " ", blockSize: "1024" })).toEqual(["project", "os", "blockSize"]);
  expect(await fields({ description: `a${"\n".repeat(250)}z` })).toEqual(["description"]);
  expect(await fields({}, "Upper")).toEqual(["name"]);
});

test("a rack without room says so", async () => {
  await expect(begun(someoneAt(fake), "fail-quota-today")).rejects.toMatchObject({
    code: "too_large",
    message: expect.stringContaining("ask for a larger quota"),
  });
});
