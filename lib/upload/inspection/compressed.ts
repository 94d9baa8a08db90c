import type { ByteReader } from "./byte-reader";
import type { FileFormat } from "./file-format";

type Compressed = Extract<FileFormat, { kind: "compressed" }>;

const NAME_BYTES = 256;

/** A compressed file; null when it is none that is known. @param head the file's first 8 KiB */
export function readCompressed(head: ByteReader): Compressed | null {
  const method = methodOf(head);
  if (method === null) return null;
  return { kind: "compressed", method, fileName: method === "gzip" ? gzipName(head) : null };
}

function methodOf(head: ByteReader): Compressed["method"] | null {
  // RFC 1952 section 2.3.1; 8 is deflate, the only method there is.
  if (head.has(0, [0x1f, 0x8b, 8])) return "gzip";
  // "The .xz File Format" 1.2.1, section 2.1.1.1.
  if (head.has(0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])) return "xz";
  // RFC 8878 section 3.1.1.
  if (head.has(0, [0x28, 0xb5, 0x2f, 0xfd])) return "zstd";
  // "BZh", a block size, then the first six digits of pi or, for an empty file, of its root.
  const level = head.u8(3);
  const isBzip2 = head.has(0, "BZh") && level >= 0x31 && level <= 0x39;
  const hasBlock =
    head.has(4, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) || head.has(4, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]);
  return isBzip2 && hasBlock ? "bzip2" : null;
}

/** The name of what was compressed, which follows an optional extra field. */
function gzipName(head: ByteReader): string | null {
  const flags = head.u8(3);
  const [hasExtra, hasName] = [(flags & 4) !== 0, (flags & 8) !== 0];
  return hasName ? head.text(hasExtra ? 12 + head.u16le(10) : 10, NAME_BYTES) : null;
}
