import type { ByteReader } from "./byte-reader";
import { readWithin, type ByteSource } from "./byte-source";
import type { FileFormat } from "./file-format";

type Vhd = Extract<FileFormat, { kind: "vhd" }>;

/** Microsoft, "Virtual Hard Disk Image Format Specification" 1.0, "Hard Disk Footer Format". */
const FOOTER_BYTES = 512;
const VARIANTS = new Map<number, Vhd["variant"]>([
  [2, "fixed"],
  [3, "dynamic"],
  [4, "differencing"],
]);

/** A VHD whose footer is repeated at the start: every kind but the fixed one; null when there is none. */
export function readVhdStart(head: ByteReader): Vhd | null {
  return footerOf(head.part(0, FOOTER_BYTES));
}

/** A fixed VHD, which is a raw disk with a footer behind it; null when the file does not end with one. */
export async function readVhdEnd(source: ByteSource, signal?: AbortSignal): Promise<Vhd | null> {
  return footerOf(await readWithin(source, source.sizeBytes - FOOTER_BYTES, FOOTER_BYTES, signal));
}

function footerOf(footer: ByteReader): Vhd | null {
  const variant = VARIANTS.get(footer.u32be(60));
  if (!footer.has(0, "conectix") || variant === undefined) return null;
  return { kind: "vhd", variant, virtualBytes: footer.u64be(48) };
}
