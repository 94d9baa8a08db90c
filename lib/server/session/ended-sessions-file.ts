import "server-only";
import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";

/** For its owner's eyes only. */
const MODE = 0o600;

/** One line: a sign-in that ended; without an id, all that began then or before. */
export interface KeptLine {
  signedInAt: number;
  sessionId: string | null;
}

/**
 * What the file holds; nothing when it is missing. A last line without an end was being written when the power went: nobody was told
 * that it is kept, so it is left out. `isDamaged`: any other line is not of ours.
 * @throws the system's error
 */
export function readKeptLines(file: string): { lines: KeptLine[]; isDamaged: boolean } {
  const whole = readIfThere(file).split("\n").slice(0, -1);
  const lines = whole.flatMap((line) => {
    const [, time, sessionId] = /^(\d{1,12}) ([A-Za-z0-9_-]{22}|\*)$/.exec(line) ?? [];
    if (time === undefined || sessionId === undefined) return [];
    return [{ signedInAt: Number(time), sessionId: sessionId === "*" ? null : sessionId }];
  });
  return { lines, isDamaged: lines.length < whole.length };
}

/** Over when it is on the disk. */
export async function appendToFile(file: string, text: string): Promise<void> {
  const handle = await open(file, "a", MODE);
  try {
    const isNew = (await handle.stat()).size === 0;
    await handle.appendFile(text);
    await handle.sync();
    if (isNew) syncFolder(file);
  } finally {
    await handle.close();
  }
}

/** Whole or not at all. */
export function replaceFile(file: string, text: string): void {
  const temporary = `${file}.${randomBytes(8).toString("hex")}`;
  try {
    writeFileSync(temporary, text, { flag: "wx", mode: MODE, flush: true });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
  syncFolder(file);
}

/** A file's name is on the disk when its folder is. */
function syncFolder(file: string): void {
  const folder = openSync(dirname(file), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
