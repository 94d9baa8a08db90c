import { randomBytes } from "node:crypto";
import { link, open, readFile, rm } from "node:fs/promises";

/** HMAC-SHA-256 gains nothing from a longer key (RFC 2104 section 3). */
const KEY_BYTES = 32;

/**
 * The key that signs `/objects` URLs, kept in `file`; made at the first start. It is written beside and linked into place whole,
 * so that neither a crash nor a second process starting leaves half a key or two keys.
 * @throws when the file is damaged
 */
export async function keptSigningKey(file: string): Promise<Buffer> {
  const existing = await readKey(file);
  if (existing !== null) return existing;
  const temporary = `${file}.${randomBytes(8).toString("hex")}`;
  try {
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(randomBytes(KEY_BYTES));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(temporary, file).catch((error: unknown) => {
      if (codeOf(error) !== "EEXIST") throw error;
    });
  } finally {
    await rm(temporary, { force: true });
  }
  const made = await readKey(file);
  if (made === null) throw new Error(`The signing key ${file} disappeared.`);
  return made;
}

async function readKey(file: string): Promise<Buffer | null> {
  const key = await readFile(file).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  });
  if (key !== null && key.length !== KEY_BYTES) {
    throw new Error(`The signing key ${file} is damaged. Delete it: links handed out before stop working.`);
  }
  return key;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
