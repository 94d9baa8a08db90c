import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/**
 * What `file` holds. When it is missing, `make` says what it shall hold from now on, for its owner's eyes only. It is written beside and
 * linked into place whole, so that neither a crash nor a second process starting leaves half a file or two versions.
 * @throws the system's error
 */
export function keptFile(file: string, make: () => Buffer): Buffer {
  const existing = readIfThere(file);
  if (existing !== null) return existing;
  const temporary = `${file}.${randomBytes(8).toString("hex")}`;
  try {
    writeFileSync(temporary, make(), { flag: "wx", mode: 0o600, flush: true });
    linkUnlessThere(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
  return readFileSync(file);
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

function linkUnlessThere(temporary: string, file: string): void {
  try {
    linkSync(temporary, file);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
