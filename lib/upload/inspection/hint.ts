import type { ByteReader } from "./byte-reader";
import type { FileFormat } from "./file-format";

type Hint = Extract<FileFormat, { kind: "unrecognized" }>["hint"];

/** Text is judged by so many bytes. */
const TEXT_BYTES = 512;

/** What a file looks like that is neither disk nor archive; null when it looks like nothing known. @param head its first 8 KiB */
export function hintOf(head: ByteReader): Hint {
  if (head.has(0, [0x7f, 0x45, 0x4c, 0x46])) return "elf";
  if (head.has(0, "%PDF-")) return "pdf";
  const peAt = head.u32le(0x3c);
  if (head.has(0, "MZ") && head.has(peAt, [0x50, 0x45, 0, 0])) return "pe";
  if (head.bytes.every((byte) => byte === 0)) return "zeros";
  const text = head.part(0, TEXT_BYTES).bytes;
  if (text.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127)) return null;
  return textHint(text);
}

function textHint(bytes: Uint8Array): Hint {
  try {
    // The last letter may be cut in two.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return /^\s*<(?:!doctype html|html)/i.test(text) ? "html" : "text";
  } catch {
    return null;
  }
}
