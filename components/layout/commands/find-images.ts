import { listKeysOf } from "@/components/images/list/filters/list-keys";
import { matchesWords } from "@/components/images/list/filters/search-images";
import type { Image } from "@/lib/contract/image";

interface FoundImages {
  /** How many match. */
  count: number;
  /** The best of them. */
  best: readonly Image[];
}

/** Ranks of a match, the best first. */
const RANKS = 4;

/**
 * Looks for images by words, as the list does, and keeps the best: the name itself, then names that begin with the first word,
 * then those in which it begins a word, then the others; within a rank the order of `images` stays.
 */
export function findImages(images: readonly Image[], words: readonly string[], limit: number): FoundImages {
  const ranks = Array.from({ length: RANKS }, (): Image[] => []);
  let count = 0;
  for (const image of images) {
    if (!matchesWords(image, words)) continue;
    count += 1;
    const rank = ranks[rankOf(listKeysOf(image).name, words)];
    if (rank !== undefined && rank.length < limit) rank.push(image);
  }
  return { count, best: ranks.flat().slice(0, limit) };
}

function rankOf(name: string, words: readonly string[]): number {
  const [first = ""] = words;
  if (name === words.join(" ")) return 0;
  const at = name.indexOf(first);
  if (at === 0) return 1;
  const before = name[at - 1];
  return before !== undefined && /[^\p{L}\p{N}]/u.test(before) ? 2 : RANKS - 1;
}
