import { nameProblem, type Naming } from "@/lib/contract/image-name";
import { GIB } from "@/lib/contract/limits";
import type { UploadRules } from "@/lib/contract/session";
import { uploadChecksText as text } from "@/lib/text/upload-checks-text";
import type { FileFormat } from "./inspection/file-format";
import { acceptanceProblem } from "./inspection/acceptance";

// What is refused before the first byte. Each check gives a sentence for people, or null when there is nothing to say.

/** Bytes in one gigabyte, as some providers count. */
const GB = 1_000_000_000;

/** A provider's limit in the unit that it was meant in, as in `128 GiB` or `5 GB`. */
export function limitText(bytes: number): string {
  if (bytes % GIB === 0) return `${bytes / GIB} GiB`;
  return bytes % GB === 0 ? `${bytes / GB} GB` : text.bytes(bytes);
}

/**
 * Why a connection does not take a file.
 * @param format null where it is not known
 */
export function fileRulesProblem(
  file: Pick<File, "name" | "size">,
  format: FileFormat | null,
  rules: Pick<UploadRules, "maxBytes" | "accepts">,
): string | null {
  if (file.size > rules.maxBytes) return text.tooLarge(limitText(rules.maxBytes));
  return format === null ? null : acceptanceProblem(file.name, format, rules.accepts);
}

/**
 * What is wrong with each name of a batch, in order.
 * @param taken names of images that exist and of uploads under way
 */
export function imageNameProblems(
  names: readonly string[],
  taken: ReadonlySet<string>,
  naming: Naming,
): (string | null)[] {
  const count = new Map<string, number>();
  for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
  return names.map((name) => {
    const problem = nameProblem(name, naming);
    if (problem !== null || !naming.isUnique) return problem;
    if (taken.has(name)) return text.nameTaken;
    if ((count.get(name) ?? 0) > 1) return text.nameTwice;
    return null;
  });
}

/**
 * Why a file cannot be uploaded anywhere, with a look at the file itself. A dropped folder arrives as a file with some size or none;
 * only reading it tells that it is not one.
 */
export async function fileProblem(file: Blob): Promise<string | null> {
  try {
    // The last byte: it is missing as well when the file became shorter since it was chosen.
    await file.slice(Math.max(0, file.size - 1)).arrayBuffer();
  } catch {
    return text.unreadable;
  }
  return file.size === 0 ? text.empty : null;
}
