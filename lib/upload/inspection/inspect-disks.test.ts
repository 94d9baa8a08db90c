import { expect, test } from "vitest";
import { MIB } from "@/lib/contract/limits";
import { describeFormat } from "./describe-format";
import { fileWith, gptHeader, gptPieces, isoDescriptor, le, mbrEntry } from "./inspection-fixture";
import { inspectBytes } from "./inspect-bytes";

const SIGNATURE = { 510: [0x55, 0xaa] };

test.each([512, 4096] as const)("a disk with GPT in sectors of %i bytes tells its partitions", async (sectorBytes) => {
  const format = await inspectBytes(fileWith(MIB, gptPieces(sectorBytes, MIB / sectorBytes - 34)));
  expect(format).toEqual({
    kind: "gpt",
    sectorBytes,
    partitions: 2,
    hasEfiSystem: true,
    hasBiosBoot: false,
    hasProtectiveMbr: true,
    isIntact: true,
    endsAt: MIB - 33 * sectorBytes,
    sizeBytes: MIB,
  });
  expect(describeFormat(format)).toMatchObject({
    title: "Raw disk image with GPT",
    details: expect.arrayContaining(["2 partitions", "EFI system partition"]),
    warning: sectorBytes === 512 ? null : expect.stringContaining("4096"),
  });
});

test("a damaged GPT header, an empty table and one without a partition to boot from are warned of", async () => {
  const pieces = gptPieces(512, 2014);
  const damaged = await inspectBytes(fileWith(MIB, { ...pieces, 560: le(2013, 8) }));
  expect(describeFormat(damaged).warning).toContain("checksum of its partition table");
  const empty = await inspectBytes(fileWith(MIB, { 512: gptHeader(2014) }));
  expect(describeFormat(empty)).toMatchObject({
    details: ["No partitions"],
    warning: expect.stringContaining("empty"),
  });
  const data = await inspectBytes(fileWith(MIB, { ...pieces, 1024: [1], 1025: Array.from({ length: 15 }, () => 7) }));
  expect(describeFormat(data).warning).toContain("no partition is marked for starting");
});

test("a GPT whose entries lie anywhere but in the file has none", async () => {
  for (const changes of [
    { entriesAt: 2 ** 50 },
    { entriesAt: 4000 },
    { count: 2 ** 32 - 1, entryBytes: 2 ** 31 },
    { entryBytes: 0 },
  ]) {
    const format = await inspectBytes(fileWith(MIB, { 512: gptHeader(2014, changes) }));
    expect(format).toMatchObject({ kind: "gpt", partitions: 0, isIntact: true });
  }
});

test("a disk that was cut off says where it should end", async () => {
  const gpt = await inspectBytes(fileWith(MIB, gptPieces(512, 41_943_006)));
  expect(describeFormat(gpt).warning).toBe(
    "A machine is unlikely to boot this: it speaks of 19.9 GiB, and the file ends after 1 MiB, so it may be cut off.",
  );
});

test("an MBR needs entries that can be, not only its two last bytes", async () => {
  const disk = await inspectBytes(fileWith(MIB, { 446: mbrEntry(0x80, 0x83, 63, 900), ...SIGNATURE }));
  expect(disk).toMatchObject({ kind: "mbr", partitions: 1, isBootable: true, lacksGpt: false });
  expect(describeFormat(disk)).toEqual({
    title: "Raw disk image with MBR",
    details: ["1 partition", "Bootable"],
    warning: null,
  });
  const plain = await inspectBytes(fileWith(MIB, { 446: mbrEntry(0, 0x83, 63, 900), ...SIGNATURE }));
  expect(describeFormat(plain).warning).toContain("no partition is marked");
  for (const entry of [mbrEntry(0x12, 0x83, 63, 900), mbrEntry(0, 0x83, 63, 0), mbrEntry(0, 0, 63, 900)]) {
    expect(await inspectBytes(fileWith(MIB, { 446: entry, ...SIGNATURE }))).toMatchObject({ kind: "unrecognized" });
  }
});

test("a protective MBR whose GPT is missing is warned of", async () => {
  const format = await inspectBytes(fileWith(MIB, { 446: mbrEntry(0, 0xee, 1, 2047), ...SIGNATURE }));
  expect(format).toMatchObject({ kind: "mbr", partitions: 0, lacksGpt: true });
  expect(describeFormat(format).warning).toContain("there is none");
});

const VOLUME = { 32768: isoDescriptor(1), 32808: "Debian 13 amd64".padEnd(32), 32848: le(40, 4) };
const BOOT_RECORD = { 34816: isoDescriptor(0), 34823: "EL TORITO SPECIFICATION" };
const END = { 36864: isoDescriptor(255) };

test("an ISO tells its label, its boot record and what it is besides", async () => {
  const plain = await inspectBytes(fileWith(81_920, { ...VOLUME, ...BOOT_RECORD, ...END }));
  expect(plain).toEqual({
    kind: "iso9660",
    label: "Debian 13 amd64",
    isBootable: true,
    hybrid: null,
    endsAt: 81_920,
    sizeBytes: 81_920,
  });
  expect(describeFormat(plain)).toEqual({
    title: "ISO 9660 image",
    details: ["Label Debian 13 amd64", "Bootable"],
    warning: null,
  });
  const mbr = await inspectBytes(fileWith(81_920, { ...VOLUME, 446: mbrEntry(0x80, 0x17, 64, 9), ...SIGNATURE }));
  expect(mbr).toMatchObject({ kind: "iso9660", hybrid: "mbr", isBootable: false });
  const gpt = await inspectBytes(fileWith(81_920, { ...VOLUME, ...gptPieces(512, 100) }));
  expect(describeFormat(gpt).details).toEqual(["Label Debian 13 amd64", "Hybrid with GPT"]);
});

test("an ISO without a boot record, and one that was cut off, are warned of", async () => {
  const data = await inspectBytes(fileWith(81_920, { ...VOLUME, ...END }));
  expect(describeFormat(data).warning).toContain("no boot record");
  const cutOff = await inspectBytes(fileWith(50_000, { ...VOLUME, ...BOOT_RECORD, ...END }));
  expect(describeFormat(cutOff).warning).toContain("may be cut off");
});

test("a filesystem that looks like an MBR is a filesystem", async () => {
  const fat = await inspectBytes(
    fileWith(MIB, { ...SIGNATURE, 43: "SEED       FAT12   ", 446: mbrEntry(0x80, 1, 1, 1) }),
  );
  expect(fat).toEqual({ kind: "filesystem", type: "fat", label: "SEED" });
  expect(await inspectBytes(fileWith(MIB, { ...SIGNATURE, 3: "NTFS    " }))).toMatchObject({ type: "ntfs" });
});

test("other filesystems are known by their superblocks", async () => {
  expect(await inspectBytes(fileWith(MIB, { 0: "XFSB", 108: "root" }))).toEqual({
    kind: "filesystem",
    type: "xfs",
    label: "root",
  });
  expect(await inspectBytes(fileWith(MIB, { 0: "hsqs" }))).toMatchObject({ type: "squashfs" });
  expect(await inspectBytes(fileWith(MIB, { 65_600: "_BHRfS_M" }))).toMatchObject({ type: "btrfs" });
});
