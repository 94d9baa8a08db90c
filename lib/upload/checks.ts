import { imageNameSchema } from "@/lib/contract/image-name";
import { GIB, MAX_IMAGE_BYTES } from "@/lib/contract/limits";

// What is refused before the first byte. Each check gives a sentence for people, or null when there is nothing to say.

/** Why a chosen file cannot be uploaded, judged by its size in bytes. */
export function fileSizeProblem(sizeBytes: number): string | null {
  if (sizeBytes === 0) return "This file is empty: there is nothing to upload.";
  if (sizeBytes > MAX_IMAGE_BYTES) return `This file is too large: an image has at most ${MAX_IMAGE_BYTES / GIB} GiB.`;
  return null;
}

/** Why a name cannot be an image's, by its letters alone. */
export function imageNameProblem(name: string): string | null {
  const parsed = imageNameSchema.safeParse(name);
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? "This is not a name for an image.");
}

/**
 * What is wrong with each name of a batch, in order.
 * @param taken names of images that exist and of uploads under way
 */
export function imageNameProblems(names: readonly string[], taken: ReadonlySet<string>): (string | null)[] {
  const count = new Map<string, number>();
  for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
  return names.map((name) => {
    const problem = imageNameProblem(name);
    if (problem !== null) return problem;
    if (taken.has(name)) return "There is already an image with this name.";
    if ((count.get(name) ?? 0) > 1) return "Two files cannot have the same name.";
    return null;
  });
}

/**
 * Why a file cannot be uploaded, with a look at the file itself. A dropped folder arrives as a file with some size or none;
 * only reading it tells that it is not one.
 */
export async function fileProblem(file: Blob): Promise<string | null> {
  try {
    // The last byte: it is missing as well when the file became shorter since it was chosen.
    await file.slice(Math.max(0, file.size - 1)).arrayBuffer();
  } catch {
    return "This cannot be read: it is a folder, it was moved, or reading it is not allowed.";
  }
  return fileSizeProblem(file.size);
}
