import { quoteForShell } from "@/lib/utils/curl-command";

/** A file's name as a word of a command for people to copy: quoted only where it has to be. */
export function shellWord(fileName: string): string {
  // A hyphen in front would make it an option.
  const path = fileName.startsWith("-") ? `./${fileName}` : fileName;
  return /^[\w@%+=:,./-]+$/.test(path) ? path : quoteForShell(path);
}
