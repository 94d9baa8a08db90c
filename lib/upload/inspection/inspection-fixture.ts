import { fileSource, type ByteSource } from "./byte-source";
import { crc32 } from "./crc32";

/** A file of so many bytes that holds noughts but for the pieces at their offsets: text, or bytes. */
export function fileWith(
  sizeBytes: number,
  pieces: Readonly<Record<number, string | readonly number[] | Uint8Array>>,
): ByteSource {
  const bytes = new Uint8Array(sizeBytes);
  for (const [offset, piece] of Object.entries(pieces)) {
    bytes.set(typeof piece === "string" ? new TextEncoder().encode(piece) : piece, Number(offset));
  }
  return fileSource(new Blob([bytes]));
}

export function le(value: number, bytes: 2 | 4 | 8): number[] {
  return Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** index) % 256);
}

export function be(value: number, bytes: 4 | 8): number[] {
  return le(value, bytes).toReversed();
}

/** One entry of an MBR, by the fields that matter. */
export function mbrEntry(status: number, type: number, start: number, sectors: number): number[] {
  return [status, 0, 0, 0, type, 0, 0, 0, ...le(start, 4), ...le(sectors, 4)];
}

export const EFI_SYSTEM_GUID = [
  0x28, 0x73, 0x2a, 0xc1, 0x1f, 0xf8, 0xd2, 0x11, 0xba, 0x4b, 0x00, 0xa0, 0xc9, 0x3e, 0xc9, 0x3b,
];

/** Microsoft basic data, EBD0A0A2-B9E5-4433-87C0-68B6B72699C7. */
export const DATA_GUID = [
  0xa2, 0xa0, 0xd0, 0xeb, 0xe5, 0xb9, 0x33, 0x44, 0x87, 0xc0, 0x68, 0xb6, 0xb7, 0x26, 0x99, 0xc7,
];

/** A GPT header as UEFI specification 2.10, table 5.5 has it, with a checksum that holds. */
export function gptHeader(
  lastUsable: number,
  changes: { entriesAt?: number; count?: number; entryBytes?: number } = {},
): Uint8Array {
  const header = new Uint8Array(92);
  header.set(new TextEncoder().encode("EFI PART"));
  header.set([0, 0, 1, 0, ...le(92, 4)], 8);
  header.set([...le(1, 8), ...le(lastUsable + 33, 8), ...le(34, 8), ...le(lastUsable, 8)], 24);
  header.set(
    [...le(changes.entriesAt ?? 2, 8), ...le(changes.count ?? 128, 4), ...le(changes.entryBytes ?? 128, 4)],
    72,
  );
  header.set(le(crc32(header), 4), 16);
  return header;
}

/** The parts of a GPT disk with an EFI system partition and one more, for `fileWith`. */
export function gptPieces(sectorBytes: 512 | 4096, lastUsable: number): Record<number, readonly number[] | Uint8Array> {
  return {
    446: mbrEntry(0, 0xee, 1, lastUsable),
    510: [0x55, 0xaa],
    [sectorBytes]: gptHeader(lastUsable),
    [2 * sectorBytes]: EFI_SYSTEM_GUID,
    [2 * sectorBytes + 128]: DATA_GUID,
  };
}

/** A volume descriptor's first bytes (ECMA-119, section 8.1). */
export function isoDescriptor(type: number): Uint8Array {
  return new Uint8Array([type, ...new TextEncoder().encode("CD001"), 1]);
}
