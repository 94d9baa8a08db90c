import { expect, test } from "vitest";
import { GIB } from "@/lib/contract/limits";
import {
  diskSizeFor,
  readTemporaryDisk,
  temporaryDiskName,
  temporarySnapshotName,
  writeDescription,
  type PlannedImage,
} from "./temporary-disk";
import { isMadeOf } from "./upload-facts";
import type { WireDisk, WireImage } from "./wire";

const PLANNED: PlannedImage = { name: "debian", description: "“Text”\n", os: "Debian", version: "12", sizeBytes: 700 };

const DISK: WireDisk = {
  id: "f33eb5d5-5a9c-4e31-9b7c-3e0c3b6a0001",
  name: temporaryDiskName("debian"),
  description: writeDescription(PLANNED) ?? "",
  project_id: "f33eb5d5-5a9c-4e31-9b7c-3e0c3b6a0002",
  block_size: 512,
  size: GIB,
  state: { state: "detached" },
  time_created: "2026-08-01T00:00:00.000Z",
  time_modified: "2026-08-01T00:00:00.000Z",
};

test("what an upload is to become is read from its disk as it was written", () => {
  expect(readTemporaryDisk(DISK)).toEqual({ disk: DISK, planned: PLANNED });
});

test.each([
  { what: "a description of somebody's own", changes: { description: "Mine" } },
  { what: "JSON of somebody's own", changes: { description: '{"name":"debian"}' } },
  { what: "another name", changes: { name: "debian" } },
  {
    what: "an image's name that none can have",
    changes: { name: temporaryDiskName("a/../b"), description: writeDescription({ ...PLANNED, name: "a/../b" }) ?? "" },
  },
  { what: "the name of another upload's disk", changes: { name: temporaryDiskName("ubuntu") } },
])("a disk with $what is not ours", ({ changes }) => {
  expect(readTemporaryDisk({ ...DISK, ...changes })).toBeNull();
});

test("names are names of Oxide's, however long an image's is", () => {
  for (const name of [temporaryDiskName("a".repeat(63)), temporarySnapshotName(DISK.id)]) {
    expect(name).toMatch(/^[a-z][a-z0-9-]{0,61}[a-z0-9]$/);
  }
});

test("a description is refused that Oxide's database would not keep", () => {
  const longest = { ...PLANNED, name: "a".repeat(63), os: "o".repeat(64), version: "v".repeat(64) };
  expect(writeDescription({ ...longest, description: "d".repeat(200) })?.length).toBeLessThanOrEqual(512);
  expect(writeDescription({ ...longest, description: "\n".repeat(200) })).toBeNull();
});

test.each([
  [1, GIB],
  [GIB, GIB],
  [GIB + 1, 2 * GIB],
])("a file of %d bytes needs a disk of %d", (file, disk) => {
  expect(diskSizeFor(file)).toBe(disk);
});

const IMAGE: WireImage = {
  id: "f33eb5d5-5a9c-4e31-9b7c-3e0c3b6a0003",
  name: "debian",
  description: PLANNED.description,
  os: "Debian",
  version: "12",
  block_size: 512,
  size: GIB,
  project_id: DISK.project_id,
  time_created: "2026-08-01T00:00:01.000Z",
  time_modified: "2026-08-01T00:00:01.000Z",
};

test("an image that agrees in everything was made of the upload", () => {
  expect(isMadeOf(IMAGE, { disk: DISK, planned: PLANNED })).toBe(true);
});

test.each([
  { name: "ubuntu" },
  { description: "" },
  { os: "Ubuntu" },
  { version: "13" },
  { size: 2 * GIB },
  { block_size: 4096 },
  { time_created: "2026-07-31T23:59:59.999Z" },
])("an image that differs in this was not: %j", (changes) => {
  expect(isMadeOf({ ...IMAGE, ...changes }, { disk: DISK, planned: PLANNED })).toBe(false);
});
