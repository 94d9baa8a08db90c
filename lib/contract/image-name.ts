import * as z from "zod/mini";

/** Longest image name, in characters (SF Compute's API document, schema `Name`). */
export const MAX_IMAGE_NAME_LENGTH = 255;

/** The vendor's pattern is unanchored; a name must match as a whole. */
export const IMAGE_NAME_PATTERN = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;

/** What is said of a name that breaks one of the rules. */
export const IMAGE_NAME_RULES = {
  tooShort: "Give the image a name.",
  tooLong: `A name has at most ${MAX_IMAGE_NAME_LENGTH} characters.`,
  pattern: "Use letters, digits, dots, hyphens and underscores, and begin with a letter or a digit.",
} as const;

/** What follows a file name's last dot and is kept there; a number, as in `debian-12.5`, is a part of the name. */
const EXTENSION = /^[a-zA-Z][a-zA-Z0-9]{0,15}$/;

/** An image's name: ASCII letters, digits, dots, underscores and hyphens, starting with a letter or digit. */
export const imageNameSchema = z
  .string()
  .check(
    z.minLength(1, IMAGE_NAME_RULES.tooShort),
    z.maxLength(MAX_IMAGE_NAME_LENGTH, IMAGE_NAME_RULES.tooLong),
    z.regex(IMAGE_NAME_PATTERN, IMAGE_NAME_RULES.pattern),
  );

/** What names a provider takes. */
export const namingSchema = z.object({
  /** Source of an anchored regular expression. */
  pattern: z.string(),
  /** In characters. */
  maxLength: z.int().check(z.positive()),
  /** What is said of a name that breaks the pattern. */
  hint: z.string(),
  /** No two images have the same. */
  isUnique: z.boolean(),
});
export type Naming = z.infer<typeof namingSchema>;

/** Names of the images API. */
export const IMAGES_API_NAMING: Naming = {
  pattern: IMAGE_NAME_PATTERN.source,
  maxLength: MAX_IMAGE_NAME_LENGTH,
  hint: IMAGE_NAME_RULES.pattern,
  isUnique: true,
};

/** What is wrong with a name, in a sentence; null when nothing is. */
export function nameProblem(name: string, naming: Naming): string | null {
  if (name === "") return IMAGE_NAME_RULES.tooShort;
  if (name.length > naming.maxLength) return `A name has at most ${naming.maxLength} characters.`;
  return new RegExp(naming.pattern, "u").test(name) ? null : naming.hint;
}

/**
 * A valid name close to a file's own: the last path segment with every run of other characters made one hyphen, and its
 * extension. `image` stands for what has nothing usable before the extension. A name that is taken gets a number, as in
 * `disk-2.img`. Where a provider's names are narrower still, everything but letters, digits and hyphens becomes a hyphen, and a
 * name that must not begin as it does gets `image-` before it.
 */
export function proposeImageName(
  fileName: string,
  taken: ReadonlySet<string> = new Set(),
  naming: Naming = IMAGES_API_NAMING,
): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? "";
  // A dot at the start hides a file, and begins no extension.
  const dot = base.lastIndexOf(".");
  const ending = dot > 0 ? usablePart(base.slice(dot + 1)) : "";
  const hasExtension = EXTENSION.test(ending);
  const stem = usablePart(hasExtension ? base.slice(0, dot) : base) || "image";
  const extension = hasExtension ? `.${ending}` : "";

  const withSuffix = (suffix: string) => {
    const room = naming.maxLength - suffix.length - extension.length;
    const name = `${stem.slice(0, room).replace(/[-.]+$/, "")}${suffix}${extension}`;
    return nameProblem(name, naming) === null ? name : narrowed(stem, suffix, naming);
  };
  let name = withSuffix("");
  for (let number = 2; taken.has(name); number++) name = withSuffix(`-${number}`);
  return name;
}

/** In letters, digits and hyphens, without an extension. */
function narrowed(stem: string, suffix: string, naming: Naming): string {
  const plain = stem.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const begun = nameProblem(plain.slice(0, 1), naming) === null ? plain : `image-${plain}`;
  return `${begun.slice(0, naming.maxLength - suffix.length).replace(/-+$/, "")}${suffix}`;
}

/** The text in the characters of a name, without hyphens beside dots or at the ends; empty when nothing is usable. */
function usablePart(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^a-zA-Z0-9._-]+/g, "-")
    .replaceAll(/-+(?=\.)|(?<=\.)-+/g, "")
    .replace(/^[^a-zA-Z0-9]+/, "")
    .replace(/[-.]+$/, "");
}
