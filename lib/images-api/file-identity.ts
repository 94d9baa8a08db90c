import { statSync } from "node:fs";

/** @returns which file bears this name now: another text once it was replaced, none when there is no such file */
export function fileIdentity(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? "" : `${found.dev}:${found.ino}`;
}
