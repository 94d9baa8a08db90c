import { z } from "zod";

/** Longest image name, in characters (SF Compute's API document, schema `Name`). */
export const MAX_IMAGE_NAME_LENGTH = 255;

/** The vendor's pattern is unanchored; a name must match as a whole. */
const IMAGE_NAME_PATTERN = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;

/** An image's name: ASCII letters, digits, dots, underscores and hyphens, starting with a letter or digit. */
export const imageNameSchema = z
  .string()
  .min(1, "Give the image a name.")
  .max(MAX_IMAGE_NAME_LENGTH, `A name has at most ${MAX_IMAGE_NAME_LENGTH} characters.`)
  .regex(IMAGE_NAME_PATTERN, "Use letters, digits, dots, hyphens and underscores, and begin with a letter or a digit.");

/**
 * A valid name close to a file's own: the last path segment with every run of other characters made one hyphen.
 * Falls back to `image` when nothing of the name is usable.
 */
export function proposeImageName(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? "";
  const name = base
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^a-zA-Z0-9._-]+/g, "-")
    .replace(/^[^a-zA-Z0-9]+/, "")
    .slice(0, MAX_IMAGE_NAME_LENGTH)
    .replace(/-+$/, "");
  return name === "" ? "image" : name;
}
