import type { ByteReader } from "./byte-reader";
import { readWithin, type ByteSource } from "./byte-source";
import type { FileFormat } from "./file-format";

type Filesystem = Extract<FileFormat, { kind: "filesystem" }>;

/** Linux, fs/btrfs/fs.h: BTRFS_SUPER_INFO_OFFSET. */
const BTRFS_AT = 64 * 1024;

/** A filesystem without a partition table in front of it; null when it is none that is known. @param head the file's first 8 KiB */
export async function readFilesystem(
  source: ByteSource,
  head: ByteReader,
  signal?: AbortSignal,
): Promise<Filesystem | null> {
  const found = readStart(head);
  if (found !== null) return found;
  const block = await readWithin(source, BTRFS_AT, 1024, signal);
  return block.has(0x40, "_BHRfS_M") ? filesystem("btrfs", block.text(0x12b, 256)) : null;
}

function readStart(head: ByteReader): Filesystem | null {
  // Linux, fs/xfs/libxfs/xfs_format.h: struct xfs_dsb.
  if (head.has(0, "XFSB")) return filesystem("xfs", head.text(108, 12));
  // Linux, fs/squashfs/squashfs_fs.h: SQUASHFS_MAGIC.
  if (head.has(0, "hsqs")) return filesystem("squashfs", null);
  // Linux, Documentation/filesystems/ext4/super.rst: s_magic, with a block size and a revision that exist.
  if (head.u16le(1080) === 0xef53 && head.u32le(1048) <= 6 && head.u32le(1100) <= 1) {
    return filesystem("ext", head.text(1144, 16));
  }
  if (!head.has(510, [0x55, 0xaa])) return null;
  // Microsoft, "FAT: General Overview of On-Disk Format" 1.03, boot sector; NTFS has its name where FAT has the maker's.
  if (head.has(3, "NTFS    ")) return filesystem("ntfs", null);
  if (head.has(82, "FAT32   ")) return filesystem("fat", fatLabel(head, 71));
  return head.has(54, "FAT1") ? filesystem("fat", fatLabel(head, 43)) : null;
}

function fatLabel(head: ByteReader, offset: number): string | null {
  const label = head.text(offset, 11);
  return label === "NO NAME" ? null : label;
}

function filesystem(type: Filesystem["type"], label: string | null): Filesystem {
  return { kind: "filesystem", type, label };
}
