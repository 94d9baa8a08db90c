import { exactProduct, type ByteReader } from "./byte-reader";
import type { FileFormat } from "./file-format";

type Vmdk = Extract<FileFormat, { kind: "vmdk" }>;

// All offsets and words: VMware, "Virtual Disk Format 5.0".
const SECTOR_BYTES = 512;
const IS_COMPRESSED = 1 << 16;
const EXTENT = /^(?:RW|RDONLY|NOACCESS) (\d{1,15}) /gm;

/** A VMware disk, or the text that describes one; null when the file is neither. @param head the file's first 8 KiB */
export function readVmdk(head: ByteReader): Vmdk | null {
  if (head.has(0, "KDMV")) {
    const variant = (head.u32le(8) & IS_COMPRESSED) === 0 ? "sparse" : "stream";
    return { kind: "vmdk", variant, virtualBytes: exactProduct(head.u64le(12), SECTOR_BYTES) };
  }
  if (head.has(0, "COWD")) {
    return { kind: "vmdk", variant: "esx", virtualBytes: exactProduct(head.u32le(12), SECTOR_BYTES) };
  }
  if (!head.has(0, "# Disk DescriptorFile")) return null;
  const extents = [...new TextDecoder().decode(head.bytes).matchAll(EXTENT)].map((match) => Number(match[1]));
  const sectors = extents.length === 0 ? null : extents.reduce((sum, extent) => sum + extent, 0);
  return { kind: "vmdk", variant: "descriptor", virtualBytes: exactProduct(sectors, SECTOR_BYTES) };
}
