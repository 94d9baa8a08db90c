/** A sentence about two checksums, taken apart: what it says first, each checksum with what it is of, and what is said next. */
export interface ComparedChecksums {
  text: string;
  checksums: readonly { label: string; sha256: string }[];
  /** Whole sentences; null where nothing follows. */
  advice: string | null;
}

const SHA256 = /\b[a-f0-9]{64}\b/g;

/** A longer label is no label: the sentence is not of the shape that is looked for. */
const MAX_LABEL_LENGTH = 40;

/** What stands between a thing and its checksum, as in "the file sent has SHA-256 …". */
const JOINING_WORDS = /(?:\s+(?:has|have|is|was|are|were|with|the|sha-?256|checksum|of))*[\s:=]*$/i;
const LEADING_WORDS = /^[\s,;.]*(?:and|but|while|the)?\s*(?:the\s+)?/i;

/**
 * Takes a sentence like "The checksum does not match: the file sent has SHA-256 A, the bytes that arrived have B." apart, so
 * that A and B can be read one under the other. Null for every other text, which is to be shown as it is.
 */
export function splitChecksums(message: string): ComparedChecksums | null {
  const [first, second, ...more] = message.matchAll(SHA256);
  if (first === undefined || second === undefined || more.length > 0) return null;
  const before = message.slice(0, first.index);
  const colon = before.indexOf(":");
  if (colon < 1) return null;
  const checksums = [
    { label: labelOf(before.slice(colon + 1)), sha256: first[0] },
    { label: labelOf(message.slice(first.index + first[0].length, second.index)), sha256: second[0] },
  ];
  const rest = message.slice(second.index + second[0].length);
  // Words that belong to the same sentence would lose their beginning.
  if (rest !== "" && !/^\)?(?:\.\s*$|\.\s+[A-Z])/.test(rest)) return null;
  if (checksums.some(({ label }) => label === "" || label.length > MAX_LABEL_LENGTH)) return null;
  const advice = rest.replace(/^[\s.)]+/, "");
  return { text: `${before.slice(0, colon)}.`, checksums, advice: advice === "" ? null : advice };
}

function labelOf(words: string): string {
  const label = words.replace(LEADING_WORDS, "").replace(JOINING_WORDS, "").trim();
  return label.slice(0, 1).toUpperCase() + label.slice(1);
}
