import type { Image, ImageDetails } from "@/lib/contract/image";

/** What the list looks at for each image when it searches and sorts, worked out once. */
export interface ListKeys {
  /** The name as words are looked for in it. */
  name: string;
  /** Its tags likewise, a line each; null without any. */
  tags: string | null;
  /** What is looked for by longer words only, a line each: its ids and its description. */
  codes: string;
  /** Sorts as people count: `disk-9` before `disk-10`. Compared with `<`. */
  naturalName: string;
  /** The operating system and its version, in the same way; null where nobody tells. */
  system: string | null;
  /** Epoch ms. */
  createdAt: number;
}

/** An image that changes is another object, so that what is kept for it never goes stale. */
const known = new WeakMap<Image, ListKeys>();

/** The keys of an image. The first call for an image costs microseconds, any other a look-up. */
export function listKeysOf(image: Image): ListKeys {
  const keys = known.get(image);
  if (keys !== undefined) return keys;
  const name = fold(image.name);
  const { details } = image;
  const system = systemOf(image);
  const made = {
    name,
    tags: details?.tags === undefined || details.tags === null ? null : fold(details.tags.join("\n")),
    codes: details === null ? image.id.toLowerCase() : codesOf(image.id, details),
    naturalName: naturalKey(name),
    system: system === null ? null : naturalKey(fold(system)),
    createdAt: Date.parse(image.createdAt),
  };
  known.set(image, made);
  return made;
}

/** As in "Ubuntu 24.04"; null where nobody tells. */
export function systemOf({ details }: Image): string | null {
  const system = details?.operatingSystem ?? null;
  if (system === null) return null;
  return system.version === null ? system.name : `${system.name} ${system.version}`;
}

function codesOf(id: string, { nativeId, description }: ImageDetails): string {
  return fold([id, nativeId, description].filter((text) => text !== null).join("\n"));
}

/** A text as it is searched: letter case and ways of writing the same character make no difference. */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/**
 * A text in which each number is preceded by its count of digits, so that comparing code units compares numbers. A number keeps its
 * place among other characters, because what replaces it begins with a digit.
 */
function naturalKey(folded: string): string {
  return folded.replaceAll(/\d+/g, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, "");
    return `0${String.fromCharCode(number.length)}${number}`;
  });
}
