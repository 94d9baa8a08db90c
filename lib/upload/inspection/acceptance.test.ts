import { expect, test } from "vitest";
import { acceptanceProblem } from "./acceptance";
import type { FileFormat } from "./file-format";

const gzip: FileFormat = { kind: "compressed", method: "gzip", fileName: null };
const xz: FileFormat = { kind: "compressed", method: "xz", fileName: null };
const unknown: FileFormat = { kind: "unrecognized", hint: null };
const vhdx: FileFormat = { kind: "vhdx", virtualBytes: null };
const zip: FileFormat = { kind: "archive", type: "zip", fileName: null };

test.each([gzip, xz, unknown, vhdx, zip])("where anything is taken, $kind is", (format) => {
  expect(acceptanceProblem("disk.img", format, "anything")).toBeNull();
});

test("where gzip is taken, everything else is refused with the way to make one", () => {
  expect(acceptanceProblem("disk.img.gz", gzip, "gzip")).toBeNull();
  expect(acceptanceProblem("disk.img", unknown, "gzip")).toContain("gzip -k disk.img");
  expect(acceptanceProblem("disk.img.xz", xz, "gzip")).toContain("unxz disk.img.xz");
  expect(acceptanceProblem("disk.vhdx", vhdx, "gzip")).toContain("qemu-img convert -O raw disk.vhdx disk.raw");
  expect(acceptanceProblem("disk.zip", zip, "gzip")).toContain("out of the archive");
});

test("where raw disks are taken, so is what is not known; compressed files and containers are refused", () => {
  expect(acceptanceProblem("disk.img", unknown, "raw")).toBeNull();
  expect(acceptanceProblem("disk.img.gz", gzip, "raw")).toContain("gunzip disk.img.gz");
  expect(acceptanceProblem("disk.vhdx", vhdx, "raw")).toContain("qemu-img convert -O raw disk.vhdx disk.raw");
  expect(acceptanceProblem("disk.zip", zip, "raw")).toContain("Archives");
});

test("a command can be copied whatever the file is called", () => {
  expect(acceptanceProblem("my disk.img", unknown, "gzip")).toContain("gzip -k 'my disk.img'");
  expect(acceptanceProblem("-f.img", unknown, "gzip")).toContain("gzip -k ./-f.img");
});
