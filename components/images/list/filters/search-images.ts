import type { Image } from "@/lib/contract/image";
import { fold, listKeysOf } from "./list-keys";

/** A shorter piece of an id, a checksum or a description is in too many of them: it would only make noise among the names. */
const MIN_CODE_LENGTH = 4;

/** The words of a search, as `matchesWords` wants them. A checksum may be given as `sha256:…`. */
export function searchWords(query: string): readonly string[] {
  return fold(query)
    .split(/\s+/)
    .map((word) => word.replace(/^sha256:/, ""))
    .filter((word) => word !== "");
}

/** Whether each word is in the image's name, tags, ids or description, or begins its checksum. */
export function matchesWords(image: Image, words: readonly string[]): boolean {
  const { name, tags, codes } = listKeysOf(image);
  return words.every((word) => {
    if (name.includes(word) || (tags !== null && tags.includes(word))) return true;
    if (word.length < MIN_CODE_LENGTH) return false;
    return codes.includes(word) || (image.sha256?.startsWith(word) ?? false);
  });
}

/** A name in pieces, of which those that a word matches are marked. Joined they are the name. */
export function markWords(name: string, words: readonly string[]): readonly { text: string; isMatch: boolean }[] {
  const folded = fold(name);
  // Where folding changes the length, positions do not fit: then nothing is marked.
  if (words.length === 0 || folded.length !== name.length) return [{ text: name, isMatch: false }];
  const marks = Array.from({ length: name.length }, () => false);
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1))
      marks.fill(true, at, at + word.length);
  }
  const pieces: { text: string; isMatch: boolean }[] = [];
  for (let start = 0; start < name.length;) {
    const isMatch = marks[start] ?? false;
    const next = marks.indexOf(!isMatch, start);
    const end = next === -1 ? name.length : next;
    pieces.push({ text: name.slice(start, end), isMatch });
    start = end;
  }
  return pieces;
}
