import type { ListPosition } from "@/lib/images-api/metadata/types";

/*
 * `imagec_` and base64url of: version (1 byte), createdAt in milliseconds (6 bytes, big-endian), the id without `image_` (ASCII).
 * It is not signed: it tells nothing that its owner does not know, and every list is of the caller's own images, so a made-up
 * position only moves one's own page. It is checked whole, so that a cut or mistyped cursor is an error and not another page.
 */
const PREFIX = "imagec_";
const ID_PREFIX = "image_";
const VERSION = 1;
const TIME_OFFSET = 1;
const TIME_BYTES = 6;
const ID_OFFSET = TIME_OFFSET + TIME_BYTES;
const ID_SUFFIX_PATTERN = /^[0-9A-Za-z_-]{1,21}$/;

export function encodeCursor({ createdAt, id }: ListPosition): string {
  const suffix = Buffer.from(id.slice(ID_PREFIX.length), "ascii");
  const bytes = Buffer.alloc(ID_OFFSET + suffix.length);
  bytes.writeUInt8(VERSION);
  bytes.writeUIntBE(createdAt, TIME_OFFSET, TIME_BYTES);
  suffix.copy(bytes, ID_OFFSET);
  return PREFIX + bytes.toString("base64url");
}

/** @returns null for anything that `encodeCursor` does not write */
export function decodeCursor(cursor: string): ListPosition | null {
  if (!cursor.startsWith(PREFIX)) return null;
  const bytes = Buffer.from(cursor.slice(PREFIX.length), "base64url");
  if (bytes.length <= ID_OFFSET || bytes.readUInt8() !== VERSION) return null;
  const suffix = bytes.toString("latin1", ID_OFFSET);
  if (!ID_SUFFIX_PATTERN.test(suffix)) return null;
  const position = { createdAt: bytes.readUIntBE(TIME_OFFSET, TIME_BYTES), id: ID_PREFIX + suffix };
  // Node skips characters that are not base64url; a cursor that was not written like this is refused.
  return encodeCursor(position) === cursor ? position : null;
}
