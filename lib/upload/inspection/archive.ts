import type { ByteReader } from "./byte-reader";
import type { FileFormat } from "./file-format";

type Archive = Extract<FileFormat, { kind: "archive" }>;

/** An archive of files; null when it is none that is known. @param head the file's first 8 KiB */
export function readArchive(head: ByteReader): Archive | null {
  // PKWARE APPNOTE 6.3.10, sections 4.3.7 and 4.3.16: a file, or the end of an empty archive.
  if (head.has(0, [0x50, 0x4b, 3, 4])) return { kind: "archive", type: "zip", fileName: head.text(30, head.u16le(26)) };
  if (head.has(0, [0x50, 0x4b, 5, 6])) return { kind: "archive", type: "zip", fileName: null };
  // 7-Zip, DOC/7zFormat.txt, "Signature".
  if (head.has(0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c])) return { kind: "archive", type: "7z", fileName: null };
  // POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar puts a space after it.
  if (head.has(257, "ustar")) return { kind: "archive", type: "tar", fileName: head.text(0, 100) };
  return null;
}
