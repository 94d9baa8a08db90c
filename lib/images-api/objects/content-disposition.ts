/** What may stand in a quoted filename without any doubt: printable ASCII except quote, backslash, percent and separators. */
const UNSAFE_IN_FILENAME = /[^\x20-\x7e]|["\\%/;]/gu;

/** Left over by encodeURIComponent, but no attr-char of RFC 8187. */
const NOT_ATTR_CHAR = /['()*]/g;

const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * A Content-Disposition header that makes a browser save a file called `name` (RFC 6266).
 * Whatever `name` holds, the header is one line of ASCII; the exact name travels as `filename*` when ASCII cannot hold it.
 */
export function attachment(name: string): string {
  const plain = name.replaceAll(UNSAFE_IN_FILENAME, "_");
  const header = `attachment; filename="${plain}"`;
  if (plain === name) return header;
  const encoded = encodeURIComponent(name.replaceAll(LONE_SURROGATE, "\u{fffd}")).replaceAll(
    NOT_ATTR_CHAR,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${header}; filename*=UTF-8''${encoded}`;
}
