import { expect, test } from "vitest";
import { IMAGES_API_NAMING } from "@/lib/contract/image-name";
import { findNameProblems, leftOutText, whyNotStart } from "./draft-problems";
import { draftsReducer, judged, NO_DRAFTS, withFreeNames, type CheckedFile, type Drafts } from "./drafts";

function checked(name: string, fileProblem: string | null = null): CheckedFile {
  return { file: new File(["bytes"], name, { lastModified: 1 }), handle: null, fileProblem, format: null };
}

function add(drafts: Drafts, ...files: CheckedFile[]): Drafts {
  return draftsReducer(drafts, { type: "files-added", files });
}

test("added files get proposed names and ids of their own", () => {
  const { list } = add(add(NO_DRAFTS, checked("My disk.img")), checked("b.iso"), checked("c.iso"));
  expect(list.map(({ id, name }) => [id, name])).toEqual([
    [1, "My-disk.img"],
    [2, "b.iso"],
    [3, "c.iso"],
  ]);
});

test("the same file chosen twice is listed once, also within one choice", () => {
  const drafts = add(NO_DRAFTS, checked("a.img"), checked("a.img"));
  expect(add(drafts, checked("a.img")).list).toHaveLength(1);
});

test("an id is never used again", () => {
  const drafts = draftsReducer(add(NO_DRAFTS, checked("a.img")), { type: "removed", id: 1 });
  expect(add(drafts, checked("b.img")).list[0]?.id).toBe(2);
});

test("taken names and names used twice are told at their drafts", () => {
  let drafts = add(NO_DRAFTS, checked("a.img"), checked("b.img"), checked("c.img"));
  drafts = draftsReducer(drafts, { type: "renamed", id: 2, name: "c.img" });
  const problems = findNameProblems(drafts.list, new Set(["a.img"]), IMAGES_API_NAMING);
  expect([...problems.keys()]).toEqual([1, 2, 3]);
  expect(whyNotStart(drafts.list, problems)).toBe("3 names need a change first.");
});

test("a refused file does not hold up the others, and its name counts for nothing", () => {
  const { list } = add(NO_DRAFTS, checked("a.img", "This file is empty."), checked("b.img"));
  const problems = findNameProblems(list, new Set(["a.img"]), IMAGES_API_NAMING);
  expect(whyNotStart(list, problems)).toBeUndefined();
});

test("files that are left out are counted", () => {
  const { list } = add(NO_DRAFTS, checked("a.img", "This file is empty."), checked("b.img"));
  expect(leftOutText(list)).toBe("1 file is left out.");
  expect(leftOutText(list.slice(1))).toBeNull();
});

test("a proposed name that is taken gives way to a free one, a typed one stays", () => {
  let drafts = add(NO_DRAFTS, checked("a.img"), checked("b.img"), checked("b .img"));
  const names = () => withFreeNames(drafts.list, new Set(["a.img"]), IMAGES_API_NAMING).map(({ name }) => name);
  expect(names()).toEqual(["a-2.img", "b.img", "b-2.img"]);
  drafts = draftsReducer(drafts, { type: "renamed", id: 1, name: "b.img" });
  expect(names()).toEqual(["b.img", "b.img", "b-2.img"]);
});

test("with nothing to upload the reason is told", () => {
  expect(whyNotStart([], new Map())).toBe("Choose a file first.");
  const { list } = add(NO_DRAFTS, checked("a.img", "This file is empty."));
  expect(whyNotStart(list, findNameProblems(list, new Set(), IMAGES_API_NAMING))).toBe(
    "None of these files can be uploaded.",
  );
});

test("files that are not taken where they are to go are left out; names may be the same where that is allowed", () => {
  const gzip = { ...checked("a.img.gz"), format: { kind: "compressed", method: "gzip", fileName: null } } as const;
  const raw = { ...checked("a.img"), format: { kind: "unrecognized", hint: null } } as const;
  const { list } = add(NO_DRAFTS, gzip, raw);
  const rules = {
    maxBytes: 5_000_000_000,
    accepts: "gzip",
    hint: null,
    fillsWaiting: false,
    hasForm: true,
    fromTerminal: false,
  } as const;
  expect(judged(list, rules).map(({ fileProblem }) => fileProblem)).toEqual([
    null,
    "This is not compressed with gzip, as it has to be here. Compress it with: gzip -k a.img",
  ]);
  const naming = { ...IMAGES_API_NAMING, isUnique: false };
  expect(withFreeNames(list, new Set(["a.img"]), naming).map(({ name }) => name)).toEqual(["a.img.gz", "a.img"]);
  expect(findNameProblems(list, new Set(["a.img"]), naming).size).toBe(0);
});
