import type { ByteReader } from "./byte-reader";
import type { FileFormat } from "./file-format";

type Vdi = Extract<FileFormat, { kind: "vdi" }>;

/** VirtualBox, src/VBox/Storage/VDICore.h: VDI_IMAGE_SIGNATURE and VDIIMAGETYPE. */
const SIGNATURE = 0xbeda107f;
const VARIANTS = new Map<number, Vdi["variant"]>([
  [1, "dynamic"],
  [2, "fixed"],
  [4, "differencing"],
]);

/** A VirtualBox disk; null when the file is none. @param head the file's first 8 KiB */
export function readVdi(head: ByteReader): Vdi | null {
  if (head.u32le(0x40) !== SIGNATURE) return null;
  return { kind: "vdi", variant: VARIANTS.get(head.u32le(0x4c)) ?? "other", virtualBytes: head.u64le(0x170) };
}
