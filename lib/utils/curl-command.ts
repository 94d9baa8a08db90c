/** Everything that may stand in a POSIX shell word without quotes and is never special there. */
const PLAIN_WORD = /^[A-Za-z0-9_@%+:,./-]+$/;

/** `text` as one word of a POSIX shell, whatever it contains (except NUL, which no argument can hold). */
export function quoteForShell(text: string): string {
  return PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A name for a local file in the current folder: no folders, no control characters, not hidden and not read as an option. */
export function localFileName(name: string): string {
  const cleaned = name.replaceAll(/[\p{Cc}\p{Cf}/\\]+/gu, "-").replace(/^[.-]+/, "");
  return cleaned === "" ? "image" : cleaned;
}

/**
 * One line for a shell that downloads `url` to the image's name and then compares its SHA-256 with `sha256` (hexadecimal).
 * Ends with exit status 0 only if both succeed.
 */
export function curlCommand({ name, url, sha256 }: { name: string; url: string; sha256: string }): string {
  const file = localFileName(name);
  const download = `curl --fail --globoff --location --output ${quoteForShell(file)} ${quoteForShell(url)}`;
  return `${download} && echo ${quoteForShell(`${sha256}  ${file}`)} | sha256sum --check`;
}
