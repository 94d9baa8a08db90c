import { createHash, randomBytes } from "node:crypto";
import { nanoid } from "nanoid";

/** Lets secret scanners recognise a token that was published by mistake. */
const TOKEN_PREFIX = "images_";

/** Bytes of randomness in a token: nobody guesses 256 bits, so a plain hash of them is safe to keep. */
const TOKEN_BYTES = 32;

/** A new bearer token. It is shown once and never kept; what is kept is `hashToken` of it. */
export function mintToken(): string {
  return TOKEN_PREFIX + randomBytes(TOKEN_BYTES).toString("base64url");
}

/** SHA-256 of a token, lower-case hex. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** A token's public id, for lists and logs. */
export function newTokenId(): string {
  return `token_${nanoid()}`;
}
