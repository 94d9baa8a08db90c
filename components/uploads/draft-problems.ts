import { imageNameProblems } from "@/lib/upload/checks";
import type { Draft } from "./drafts";

/**
 * What is wrong with the name of each draft that can be uploaded, by its id.
 * @param taken names of images that exist and of uploads under way
 */
export function findNameProblems(drafts: readonly Draft[], taken: ReadonlySet<string>): ReadonlyMap<number, string> {
  const usable = drafts.filter((draft) => draft.fileProblem === null);
  const problems = imageNameProblems(
    usable.map((draft) => draft.name),
    taken,
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
  if (count === 0) return null;
  return count === 1 ? "1 file is left out." : `${count} files are left out.`;
}

/** Why the uploads cannot start; undefined when they can. Files that are refused themselves hold nobody else up. */
export function whyNotStart(drafts: readonly Draft[], nameProblems: ReadonlyMap<number, string>): string | undefined {
  if (drafts.length === 0) return "Choose a file first.";
  if (drafts.every((draft) => draft.fileProblem !== null)) return "None of these files can be uploaded.";
  if (nameProblems.size === 0) return undefined;
  return nameProblems.size === 1 ? "One name needs a change first." : `${nameProblems.size} names need a change first.`;
}
