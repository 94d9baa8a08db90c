import { expect, test } from "vitest";
import { GIB, MIB } from "@/lib/contract/limits";
import { describeFormat } from "./describe-format";
import { be, fileWith, le, mbrEntry } from "./inspection-fixture";
import { inspectBytes } from "./inspect-bytes";

// Bytes by the specifications that the parsers name.

const QFI = [0x51, 0x46, 0x49, 0xfb];

function qcow2(pieces: Parameters<typeof fileWith>[1] = {}) {
  return fileWith(MIB, { 0: [...QFI, ...be(3, 4)], 24: be(20 * GIB, 8), ...pieces });
}

test("a QCOW2 tells its virtual size, and what keeps it from being a disk of its own", async () => {
  const plain = await inspectBytes(qcow2());
  expect(plain).toEqual({
    kind: "qcow2",
    version: 3,
    virtualBytes: 20 * GIB,
    backingFile: null,
    hasDataFile: false,
    encryption: "none",
  });
  expect(describeFormat(plain)).toEqual({
    title: "QCOW2 disk image",
    details: ["Virtual size 20 GiB", "Version 3"],
    warning: "A machine is unlikely to boot QCOW2 as it is: make a raw disk of it first, with qemu-img convert -O raw.",
  });
  const backed = await inspectBytes(qcow2({ 8: [...be(1000, 8), ...be(10, 4)], 1000: "base.qcow2" }));
  expect(describeFormat(backed).details).toContain("Backing file base.qcow2");
  expect(describeFormat(backed).warning).toContain("differs from base.qcow2");
  expect(describeFormat(await inspectBytes(qcow2({ 32: be(2, 4) }))).details).toContain("Encrypted");
  expect(await inspectBytes(qcow2({ 72: be(4, 8) }))).toMatchObject({ hasDataFile: true });
});

test("a QCOW2 whose numbers are impossible is still one", async () => {
  const huge = await inspectBytes(qcow2({ 24: [255, 255, 255, 255, 255, 255, 255, 255], 32: be(9, 4) }));
  expect(huge).toMatchObject({ virtualBytes: null, encryption: "other" });
  const far = await inspectBytes(qcow2({ 8: [...be(2 ** 52, 8), ...be(10, 4)] }));
  expect(far).toMatchObject({ backingFile: "?" });
  const control = await inspectBytes(qcow2({ 8: [...be(1000, 8), ...be(8, 4)], 1000: "a\u202Eb\nc" }));
  expect(control).toMatchObject({ backingFile: "a b c" });
});

test("VMDKs: sparse, stream-optimized, of ESX, and the text that describes one", async () => {
  const sectors = le((8 * GIB) / 512, 8);
  const sparse = await inspectBytes(fileWith(MIB, { 0: "KDMV", 4: [...le(1, 4), ...le(3, 4), ...sectors] }));
  expect(sparse).toEqual({ kind: "vmdk", variant: "sparse", virtualBytes: 8 * GIB });
  const stream = await inspectBytes(fileWith(MIB, { 0: "KDMV", 4: [...le(3, 4), ...le(0x30001, 4), ...sectors] }));
  expect(describeFormat(stream).details).toEqual(["Virtual size 8 GiB", "Stream-optimized"]);
  expect(await inspectBytes(fileWith(MIB, { 0: "COWD" }))).toMatchObject({ variant: "esx" });
  const text =
    '# Disk DescriptorFile\nversion=1\n\n# Extent description\nRW 2048 FLAT "disk-flat.vmdk" 0\nRW 2048 FLAT "b" 0\n';
  const descriptor = await inspectBytes(fileWith(text.length, { 0: text }));
  expect(descriptor).toEqual({ kind: "vmdk", variant: "descriptor", virtualBytes: 2 * MIB });
  expect(describeFormat(descriptor).warning).toContain("in another file");
});

test("VHDs: the fixed one is found at its end, the others at their start", async () => {
  const dynamic = await inspectBytes(fileWith(MIB, { 0: footer(3) }));
  expect(dynamic).toEqual({ kind: "vhd", variant: "dynamic", virtualBytes: 4 * GIB });
  const differencing = await inspectBytes(fileWith(MIB, { 0: footer(4) }));
  expect(describeFormat(differencing).warning).toContain("differs from another VHD");
  const disk = { 446: mbrEntry(0x80, 0x83, 63, 900), 510: [0x55, 0xaa] };
  const fixed = await inspectBytes(fileWith(MIB + 512, { ...disk, [MIB]: footer(2) }));
  expect(fixed).toMatchObject({ kind: "vhd", variant: "fixed" });
  expect(describeFormat(fixed).warning).toContain("A machine may boot this");
});

test("a VHDX tells the size in its metadata", async () => {
  const metadataRegion = [
    0x06, 0xa2, 0x7c, 0x8b, 0x90, 0x47, 0x9a, 0x4b, 0xb8, 0xfe, 0x57, 0x5f, 0x05, 0x0f, 0x88, 0x6e,
  ];
  const diskSize = [0x24, 0x42, 0xa5, 0x2f, 0x1b, 0xcd, 0x76, 0x48, 0xb2, 0x11, 0x5d, 0xbe, 0xd8, 0x3b, 0xf4, 0xb8];
  const pieces = {
    0: "vhdxfile",
    196_608: "regi",
    196_656: [...metadataRegion, ...le(512 * 1024, 8)],
    524_288: "metadata",
    524_352: [...diskSize, ...le(65_536, 4)],
    589_824: le(40 * GIB, 8),
  };
  expect(await inspectBytes(fileWith(MIB, pieces))).toEqual({ kind: "vhdx", virtualBytes: 40 * GIB });
  expect(await inspectBytes(fileWith(MIB, { ...pieces, 196_672: le(2 ** 52, 8) }))).toEqual({
    kind: "vhdx",
    virtualBytes: null,
  });
  expect(await inspectBytes(fileWith(100, { 0: "vhdxfile" }))).toEqual({ kind: "vhdx", virtualBytes: null });
});

test("a VDI tells its size and kind", async () => {
  const pieces = {
    0: "<<< Oracle VM VirtualBox Disk Image >>>\n",
    64: [0x7f, 0x10, 0xda, 0xbe],
    76: le(1, 4),
    368: le(10 * GIB, 8),
  };
  const format = await inspectBytes(fileWith(MIB, pieces));
  expect(format).toEqual({ kind: "vdi", variant: "dynamic", virtualBytes: 10 * GIB });
  expect(describeFormat(format).details).toEqual(["Virtual size 10 GiB", "Dynamic size"]);
});

test("what is no disk at all is not recognized, with a word on what it looks like", async () => {
  expect(await titleOf("\u007fELF")).toBe("Linux program");
  expect(await titleOf("%PDF-1.7")).toBe("PDF document");
  expect(await titleOf("")).toBe("Begins with zeros only");
  expect(await titleOf("<!DOCTYPE html><p>Not found", 27)).toBe("Web page");
  expect(await titleOf("root:x:0:0:root", 15)).toBe("Text file");
  expect(await titleOf("\u0001garbage")).toBe("Format not recognized");
  expect(describeFormat(await inspectBytes(fileWith(0, {}))).warning).toContain("unlikely");
});

function footer(type: number): number[] {
  return [
    ...new TextEncoder().encode("conectix"),
    ...Array.from({ length: 40 }, () => 0),
    ...be(4 * GIB, 8),
    0,
    0,
    0,
    0,
    ...be(type, 4),
  ];
}

async function titleOf(start: string, size = 4096): Promise<string> {
  return describeFormat(await inspectBytes(fileWith(size, { 0: start }))).title;
}
