import type { Image } from "@/lib/contract/image";

/**
 * Puts lists, each newest first, into one that is newest first as well. It remembers its last answer: the same lists give the same
 * array. Of images of the same instant those of the earlier list come first.
 */
export function createMerge(): (lists: readonly (readonly Image[])[]) => readonly Image[] {
  let lastLists: readonly (readonly Image[])[] = [];
  let last: readonly Image[] = [];
  return (lists) => {
    const isSame = lists.length === lastLists.length && lists.every((list, index) => list === lastLists[index]);
    if (isSame) return last;
    lastLists = lists;
    const [only, second] = lists;
    // Runs that are in order already are what such a sort is quick at.
    last = only !== undefined && second === undefined ? only : lists.flat().toSorted(newestFirst);
    return last;
  };
}

function newestFirst(a: Image, b: Image): number {
  if (a.createdAt === b.createdAt) return 0;
  return a.createdAt < b.createdAt ? 1 : -1;
}
