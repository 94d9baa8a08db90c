import type { ByteReader } from "./byte-reader";
import { readWithin, type ByteSource } from "./byte-source";
import type { FileFormat } from "./file-format";

type Qcow2 = Extract<FileFormat, { kind: "qcow2" }>;

/** The name of a backing file is no longer, in bytes. This and all offsets: QEMU, docs/interop/qcow2.txt. */
const MAX_NAME_BYTES = 1023;

const ENCRYPTION = ["none", "aes", "luks"] as const;

/** A QCOW2 header; null when the file has none. @param head the file's first 8 KiB */
export async function readQcow2(source: ByteSource, head: ByteReader, signal?: AbortSignal): Promise<Qcow2 | null> {
  if (!head.has(0, [0x51, 0x46, 0x49, 0xfb])) return null;
  const version = head.u32be(4);
  const nameAt = head.u64be(8);
  const nameBytes = head.u32be(16);
  const hasName = nameAt !== null && nameAt > 0 && nameBytes > 0 && nameBytes <= MAX_NAME_BYTES;
  const name = hasName ? await readWithin(source, nameAt, nameBytes, signal) : null;
  return {
    kind: "qcow2",
    version,
    virtualBytes: head.u64be(24),
    // A name that cannot be read is still there.
    backingFile: nameAt === 0 ? null : (name?.text(0, nameBytes) ?? "?"),
    // Only from version 3 on are there feature bits.
    hasDataFile: version >= 3 && (head.u32be(76) & 4) !== 0,
    encryption: ENCRYPTION[head.u32be(32)] ?? "other",
  };
}
