import type { ByteReader } from "./byte-reader";

/** Types of partition (UEFI specification 2.10, section 5.2.3). */
const PROTECTIVE = 0xee;
const EFI_SYSTEM = 0xef;

export interface Mbr {
  /** Without the one that stands for a GPT. */
  partitions: number;
  isBootable: boolean;
  isProtective: boolean;
  /** Where the last partition ends, in bytes. */
  endsAt: number;
}

/**
 * The master boot record in a file's first 512 bytes; null when they are none. 0x55AA alone says little, since boot sectors of
 * filesystems end with it as well: every entry in use has to be a possible one.
 */
export function readMbr(head: ByteReader): Mbr | null {
  if (!head.has(510, [0x55, 0xaa])) return null;
  const entries = [446, 462, 478, 494].map((offset) => ({
    status: head.u8(offset),
    type: head.u8(offset + 4),
    start: head.u32le(offset + 8),
    sectors: head.u32le(offset + 12),
  }));
  const used = entries.filter(({ type }) => type !== 0);
  const isSane = used.every(
    ({ status, start, sectors }) => (status === 0 || status === 0x80) && start > 0 && sectors > 0,
  );
  if (used.length === 0 || !isSane) return null;
  const real = used.filter(({ type }) => type !== PROTECTIVE);
  return {
    partitions: real.length,
    isBootable: real.some(({ status, type }) => status === 0x80 || type === EFI_SYSTEM),
    isProtective: used.length > real.length,
    endsAt: Math.max(0, ...real.map(({ start, sectors }) => (start + sectors) * 512)),
  };
}
