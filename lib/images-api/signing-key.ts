import { randomBytes } from "node:crypto";
import { keptFile } from "@/lib/utils/kept-file";

/** HMAC-SHA-256 gains nothing from a longer key (RFC 2104 section 3). */
const KEY_BYTES = 32;

/** The key that signs `/objects` URLs, kept in `file`; made at the first start. @throws when the file is damaged */
export function keptSigningKey(file: string): Buffer {
  const key = keptFile(file, () => randomBytes(KEY_BYTES));
  if (key.length !== KEY_BYTES) {
    throw new Error(`The signing key ${file} is damaged. Delete it: links handed out before stop working.`);
  }
  return key;
}
