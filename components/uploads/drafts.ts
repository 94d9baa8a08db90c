import { proposeImageName, type Naming } from "@/lib/contract/image-name";
import type { UploadRules } from "@/lib/contract/session";
import { fileRulesProblem } from "@/lib/upload/checks";
import type { FileFormat } from "@/lib/upload/inspection/file-format";
import type { ChosenFile } from "@/lib/upload/upload-commands";

/** A chosen file that is not uploading yet. */
export interface Draft extends ChosenFile {
  id: number;
  name: string;
  /** Somebody typed the name: it is theirs from then on. */
  isTyped: boolean;
  /** Why the file cannot be uploaded, whatever its name: anywhere, or with `judged` there. */
  fileProblem: string | null;
  /** What the file is; null while that is not known, or cannot be read. */
  format: FileFormat | null;
}

export type CheckedFile = Pick<Draft, "file" | "handle" | "fileProblem" | "format">;

export interface Drafts {
  nextId: number;
  list: readonly Draft[];
}

export type DraftsEvent =
  | { type: "files-added"; files: readonly CheckedFile[] }
  | { type: "renamed"; id: number; name: string }
  | { type: "inspected"; file: File; format: FileFormat }
  | { type: "removed"; id: number };

export const NO_DRAFTS: Drafts = { nextId: 1, list: [] };

/** The dialog's list of files. A file that is in it already is not added again. */
export function draftsReducer(drafts: Drafts, event: DraftsEvent): Drafts {
  switch (event.type) {
    case "files-added": {
      const added = event.files
        .filter(
          ({ file }, index) =>
            !drafts.list.some((draft) => isSameFile(draft.file, file)) &&
            !event.files.slice(0, index).some((earlier) => isSameFile(earlier.file, file)),
        )
        .map(({ file, handle, fileProblem, format }, index) => ({
          id: drafts.nextId + index,
          file,
          handle,
          fileProblem,
          format,
          name: proposeImageName(file.name),
          isTyped: false,
        }));
      return { nextId: drafts.nextId + added.length, list: [...drafts.list, ...added] };
    }
    case "renamed":
      return {
        ...drafts,
        list: drafts.list.map((draft) =>
          draft.id === event.id ? { ...draft, name: event.name, isTyped: true } : draft,
        ),
      };
    case "inspected":
      return {
        ...drafts,
        list: drafts.list.map((draft) => (draft.file === event.file ? { ...draft, format: event.format } : draft)),
      };
    case "removed":
      return { ...drafts, list: drafts.list.filter((draft) => draft.id !== event.id) };
    default:
      return event satisfies never;
  }
}

/** The drafts with what speaks against each file where it is to go. */
export function judged(drafts: readonly Draft[], rules: UploadRules): Draft[] {
  return drafts.map((draft) => judgedFile(draft, rules));
}

export function judgedFile<T extends CheckedFile>(checked: T, rules: UploadRules): T {
  const fileProblem = checked.fileProblem ?? fileRulesProblem(checked.file, checked.format, rules);
  return { ...checked, fileProblem };
}

/**
 * The drafts with free names proposed where nobody typed one. What is typed elsewhere in the list moves no proposal:
 * a name would change under the eyes of somebody who types another.
 * @param taken names of images that exist and of uploads under way, as far as they are known
 */
export function withFreeNames(drafts: readonly Draft[], taken: ReadonlySet<string>, naming: Naming): Draft[] {
  const used = new Set(naming.isUnique ? taken : []);
  return drafts.map((draft) => {
    if (draft.fileProblem !== null) return draft;
    const proposal = proposeImageName(draft.file.name, used, naming);
    if (naming.isUnique) used.add(proposal);
    return draft.isTyped ? draft : { ...draft, name: proposal };
  });
}

/** Browsers make a new File object at each choice; these three tell the same file as well as they can. */
function isSameFile(one: File, other: File): boolean {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}
