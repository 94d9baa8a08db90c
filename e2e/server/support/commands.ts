import { accessSync, constants, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Whether a command can be run by its name: what a test needs that a machine may lack. */
export function hasCommand(command: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => isThere(join(folder, command), constants.X_OK));
}

/** The library behind Debian's `faketime`, for programs with several threads; null where it is not installed. */
export function faketimeLibrary(): string | null {
  for (const folder of ["/usr/lib", ...folders("/usr/lib")]) {
    const library = join(folder, "faketime", "libfaketimeMT.so.1");
    if (isThere(library, constants.R_OK)) return library;
  }
  return null;
}

function folders(directory: string): string[] {
  const entries = readdirSync(directory, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(directory, name));
}

function isThere(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
