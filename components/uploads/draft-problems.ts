import type { Naming } from "@/lib/contract/image-name";
import { uploadDialogText as text } from "@/lib/text/upload-dialog-text";
import { imageNameProblems } from "@/lib/upload/checks";
import type { Draft } from "./drafts";

/**
 * What is wrong with the name of each draft that can be uploaded, by its id.
 * @param taken names of images that exist and of uploads under way
 */
export function findNameProblems(
  drafts: readonly Draft[],
  taken: ReadonlySet<string>,
  naming: Naming,
): ReadonlyMap<number, string> {
  const usable = drafts.filter((draft) => draft.fileProblem === null);
  const problems = imageNameProblems(
    usable.map((draft) => draft.name),
    taken,
    naming,
  );
  return new Map(
    usable.flatMap(({ id }, index) => {
      const problem = problems[index] ?? null;
      return problem === null ? [] : [[id, problem] as const];
    }),
  );
}

/** Says that files are refused themselves while others can start; null when none are. */
export function leftOutText(drafts: readonly Draft[]): string | null {
  const count = drafts.filter((draft) => draft.fileProblem !== null).length;
  return count === 0 ? null : text.leftOut(count);
}

/** Why the uploads cannot start; undefined when they can. Files that are refused themselves hold nobody else up. */
export function whyNotStart(drafts: readonly Draft[], nameProblems: ReadonlyMap<number, string>): string | undefined {
  if (drafts.length === 0) return text.chooseFirst;
  if (drafts.every((draft) => draft.fileProblem !== null)) return text.noneUsable;
  return nameProblems.size === 0 ? undefined : text.namesNeedChange(nameProblems.size);
}
