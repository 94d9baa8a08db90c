import type { ByteReader } from "./byte-reader";
import { readWithin, type ByteSource } from "./byte-source";
import type { FileFormat } from "./file-format";

type Vhdx = Extract<FileFormat, { kind: "vhdx" }>;

// All places and GUIDs: Microsoft, [MS-VHDX] sections 2.2.3 and 2.6. GUIDs as they lie on disk.
const REGION_TABLE_AT = 192 * 1024;
const METADATA_REGION = [
  0x06, 0xa2, 0x7c, 0x8b, 0x90, 0x47, 0x9a, 0x4b, 0xb8, 0xfe, 0x57, 0x5f, 0x05, 0x0f, 0x88, 0x6e,
];
const VIRTUAL_DISK_SIZE = [
  0x24, 0x42, 0xa5, 0x2f, 0x1b, 0xcd, 0x76, 0x48, 0xb2, 0x11, 0x5d, 0xbe, 0xd8, 0x3b, 0xf4, 0xb8,
];

/** A table has its head, then entries of 32 bytes. Two regions and five items are known; more than this is not looked at. */
const TABLE_BYTES = 1024;
const ENTRY_BYTES = 32;

/** A VHDX file; null when it is none. @param head the file's first 8 KiB */
export async function readVhdx(source: ByteSource, head: ByteReader, signal?: AbortSignal): Promise<Vhdx | null> {
  if (!head.has(0, "vhdxfile")) return null;
  return { kind: "vhdx", virtualBytes: await readVirtualBytes(source, signal) };
}

async function readVirtualBytes(source: ByteSource, signal: AbortSignal | undefined): Promise<number | null> {
  const regions = await readWithin(source, REGION_TABLE_AT, TABLE_BYTES, signal);
  const region = regions.has(0, "regi") ? findEntry(regions, 16, METADATA_REGION) : null;
  const metadataAt = region?.u64le(16) ?? null;
  if (metadataAt === null) return null;
  const metadata = await readWithin(source, metadataAt, TABLE_BYTES, signal);
  const item = metadata.has(0, "metadata") ? findEntry(metadata, ENTRY_BYTES, VIRTUAL_DISK_SIZE) : null;
  if (item === null) return null;
  const size = await readWithin(source, metadataAt + item.u32le(16), 8, signal);
  return size.bytes.byteLength < 8 ? null : size.u64le(0);
}

function findEntry(table: ByteReader, first: number, id: readonly number[]): ByteReader | null {
  for (let offset = first; offset < table.bytes.byteLength; offset += ENTRY_BYTES) {
    if (table.has(offset, id)) return table.part(offset, ENTRY_BYTES);
  }
  return null;
}
