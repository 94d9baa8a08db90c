import { localFileName } from "./curl-command";

/** PowerShell ends a single-quoted text at any of these (`CodeGeneration.EscapeSingleQuotedStringContent` doubles all of them). */
const SINGLE_QUOTES = /['\u2018\u2019\u201A\u201B]/g;

/** What no file's name may hold on Windows, apart from folders and control characters. */
const FORBIDDEN = /[<>:"|?*]+/g;

/** Devices, also with anything after a dot (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/** `text` as one single-quoted PowerShell text, in which nothing is expanded. */
export function quoteForPowerShell(text: string): string {
  return `'${text.replaceAll(SINGLE_QUOTES, "$&$&")}'`;
}

/** A name for a local file in the current folder on Windows: as `localFileName`, and neither a device nor a stream of another file. */
export function windowsFileName(name: string): string {
  const cleaned = localFileName(name)
    .replaceAll(FORBIDDEN, "-")
    .replace(/[. ]+$/, "")
    .replace(DEVICE, "$1-image");
  return cleaned === "" ? "image" : cleaned;
}
