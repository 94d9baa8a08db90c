import { exactProduct, type ByteReader } from "./byte-reader";
import { readWithin, type ByteSource } from "./byte-source";
import { crc32 } from "./crc32";
import type { FileFormat } from "./file-format";

type Gpt = Extract<FileFormat, { kind: "gpt" }>;

/** GPT headers are at least this long (UEFI specification 2.10, table 5.5). */
const HEADER_BYTES = 92;

/** What every GPT reserves for its entries (UEFI specification 2.10, section 5.3.1). No more of them is looked at. */
const ENTRIES_BYTES = 16 * 1024;

/** As they lie on disk: the first three fields of a GUID are little-endian. */
const EFI_SYSTEM = [0x28, 0x73, 0x2a, 0xc1, 0x1f, 0xf8, 0xd2, 0x11, 0xba, 0x4b, 0x00, 0xa0, 0xc9, 0x3e, 0xc9, 0x3b];
const BIOS_BOOT = "Hah!IdontNeedEFI";
const UNUSED = Array.from({ length: 16 }, () => 0);

/** Where a GPT header stands in a file's first 8 KiB, by the length of its sectors; null when there is none. */
export function gptSectorBytes(head: ByteReader): 512 | 4096 | null {
  return ([512, 4096] as const).find((sectorBytes) => head.has(sectorBytes, "EFI PART")) ?? null;
}

/** Reads the GUID partition table whose header stands in the second sector (UEFI specification 2.10, section 5.3). */
export async function readGpt(
  source: ByteSource,
  head: ByteReader,
  sectorBytes: 512 | 4096,
  signal?: AbortSignal,
): Promise<Omit<Gpt, "kind" | "hasProtectiveMbr">> {
  const header = head.part(sectorBytes, sectorBytes);
  const lastUsable = header.u64le(48);
  const entries = await readEntries(source, header, sectorBytes, signal);
  return {
    sectorBytes,
    partitions: entries.filter((entry) => !entry.has(0, UNUSED)).length,
    hasEfiSystem: entries.some((entry) => entry.has(0, EFI_SYSTEM)),
    hasBiosBoot: entries.some((entry) => entry.has(0, BIOS_BOOT)),
    isIntact: isIntact(header),
    endsAt: exactProduct(lastUsable === null ? null : lastUsable + 1, sectorBytes),
    sizeBytes: source.sizeBytes,
  };
}

async function readEntries(
  source: ByteSource,
  header: ByteReader,
  sectorBytes: number,
  signal: AbortSignal | undefined,
): Promise<ByteReader[]> {
  const offset = exactProduct(header.u64le(72), sectorBytes);
  const count = header.u32le(80);
  const entryBytes = header.u32le(84);
  if (offset === null || entryBytes < 128 || entryBytes > ENTRIES_BYTES) return [];
  const table = await readWithin(source, offset, Math.min(count * entryBytes, ENTRIES_BYTES), signal);
  return Array.from({ length: Math.floor(table.bytes.byteLength / entryBytes) }, (_, index) =>
    table.part(index * entryBytes, entryBytes),
  );
}

function isIntact(header: ByteReader): boolean {
  const length = header.u32le(12);
  if (length < HEADER_BYTES || length > header.bytes.byteLength) return false;
  const bytes = header.bytes.slice(0, length);
  // The checksum is made with its own field empty.
  bytes.fill(0, 16, 20);
  return crc32(bytes) === header.u32le(16);
}
