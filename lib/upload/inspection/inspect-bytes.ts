import { readArchive } from "./archive";
import type { ByteReader } from "./byte-reader";
import { readWithin, type ByteSource } from "./byte-source";
import { readCompressed } from "./compressed";
import type { FileFormat } from "./file-format";
import { readFilesystem } from "./filesystem";
import { gptSectorBytes, readGpt } from "./gpt";
import { hintOf } from "./hint";
import { readIso9660 } from "./iso9660";
import { readMbr } from "./mbr";
import { readQcow2 } from "./qcow2";
import { readVdi } from "./vdi";
import { readVhdEnd, readVhdStart } from "./vhd";
import { readVhdx } from "./vhdx";
import { readVmdk } from "./vmdk";

/** Both places of a GPT header, and every other signature but those of ISO 9660, Btrfs and fixed VHDs. */
const HEAD_BYTES = 8 * 1024;

/**
 * Says what a file is by a few KiB of it. What it cannot make sense of is `unrecognized`: no header makes it throw.
 * Rejects only with what keeps the source from being read.
 */
export async function inspectBytes(source: ByteSource, signal?: AbortSignal): Promise<FileFormat> {
  const head = await readWithin(source, 0, HEAD_BYTES, signal);
  return (
    (await readContainer(source, head, signal)) ??
    // A hybrid ISO begins like a disk, so it comes before disks; a fixed VHD as well.
    (await readIso9660(source, head, signal)) ??
    (await readVhdEnd(source, signal)) ??
    (await readDisk(source, head, signal)) ?? { kind: "unrecognized", hint: hintOf(head) }
  );
}

/** What begins with a signature of its own. */
async function readContainer(
  source: ByteSource,
  head: ByteReader,
  signal: AbortSignal | undefined,
): Promise<FileFormat | null> {
  return (
    (await readQcow2(source, head, signal)) ??
    readVmdk(head) ??
    readVhdStart(head) ??
    (await readVhdx(source, head, signal)) ??
    readVdi(head) ??
    readCompressed(head) ??
    readArchive(head)
  );
}

/** A disk or a filesystem as a machine sees it, byte for byte. */
async function readDisk(
  source: ByteSource,
  head: ByteReader,
  signal: AbortSignal | undefined,
): Promise<FileFormat | null> {
  const mbr = readMbr(head);
  const sectorBytes = gptSectorBytes(head);
  if (sectorBytes !== null) {
    const gpt = await readGpt(source, head, sectorBytes, signal);
    return { kind: "gpt", ...gpt, hasProtectiveMbr: mbr?.isProtective === true };
  }
  const filesystem = await readFilesystem(source, head, signal);
  if (filesystem !== null || mbr === null) return filesystem;
  const { partitions, isBootable, isProtective, endsAt } = mbr;
  const lacksGpt = isProtective && partitions === 0;
  return { kind: "mbr", partitions, isBootable, lacksGpt, endsAt, sizeBytes: source.sizeBytes };
}
