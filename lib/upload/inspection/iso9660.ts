import { readWithin, type ByteSource } from "./byte-source";
import { gptSectorBytes } from "./gpt";
import type { FileFormat } from "./file-format";
import { readMbr } from "./mbr";
import { exactProduct, type ByteReader } from "./byte-reader";

type Iso = Extract<FileFormat, { kind: "iso9660" }>;

/** Volume descriptors begin at the sixteenth sector of 2 KiB (ECMA-119, section 6.2.1). */
const DESCRIPTORS_AT = 0x8000;
const SECTOR_BYTES = 2048;

/** So many descriptors are looked at: primary, boot record, Joliet and the end are the usual ones. */
const MAX_DESCRIPTORS = 4;

/** Types of volume descriptor (ECMA-119, section 8.1.1). */
const BOOT_RECORD = 0;
const PRIMARY = 1;

/** An ISO 9660 volume; null when the file is none. @param head the file's first 8 KiB */
export async function readIso9660(source: ByteSource, head: ByteReader, signal?: AbortSignal): Promise<Iso | null> {
  const area = await readWithin(source, DESCRIPTORS_AT, MAX_DESCRIPTORS * SECTOR_BYTES, signal);
  if (!area.has(1, "CD001")) return null;
  const descriptors = Array.from({ length: MAX_DESCRIPTORS }, (_, index) =>
    area.part(index * SECTOR_BYTES, SECTOR_BYTES),
  ).filter((descriptor) => descriptor.has(1, "CD001"));
  const primary = descriptors.find((descriptor) => descriptor.u8(0) === PRIMARY);
  return {
    kind: "iso9660",
    label: primary?.text(40, 32) ?? null,
    // "El Torito" bootable CD-ROM format specification 1.0, figure 7.
    isBootable: descriptors.some(
      (descriptor) => descriptor.u8(0) === BOOT_RECORD && descriptor.has(7, "EL TORITO SPECIFICATION"),
    ),
    hybrid: hybridOf(head),
    endsAt: exactProduct(primary?.u32le(80) ?? null, SECTOR_BYTES),
    sizeBytes: source.sizeBytes,
  };
}

function hybridOf(head: ByteReader): Iso["hybrid"] {
  if (gptSectorBytes(head) !== null) return "gpt";
  return readMbr(head) === null ? null : "mbr";
}
