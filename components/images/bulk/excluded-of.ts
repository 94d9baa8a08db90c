import type { Image } from "@/lib/contract/image";

/** An image that is left out, and why. */
export interface Excluded {
  image: Image;
  reason: string;
}

/** Splits images into those that something can be done with, and those that are left out with a reason. */
export function excludedOf(
  images: readonly Image[],
  whyNot: (image: Image) => string | undefined,
): { included: readonly Image[]; excluded: readonly Excluded[] } {
  const included: Image[] = [];
  const excluded: Excluded[] = [];
  for (const image of images) {
    const reason = whyNot(image);
    if (reason === undefined) included.push(image);
    else excluded.push({ image, reason });
  }
  return { included, excluded };
}
