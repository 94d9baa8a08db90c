import { expect, test } from "vitest";
import { findNameProblems, leftOutText, whyNotStart } from "./draft-problems";
import { draftsReducer, NO_DRAFTS, withFreeNames, type CheckedFile, type Drafts } from "./drafts";

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
  const problems = findNameProblems(drafts.list, new Set(["a.img"]));
  expect([...problems.keys()]).toEqual([1, 2, 3]);
  expect(whyNotStart(drafts.list, problems)).toBe("3 names need a change first.");
});

test("a refused file does not hold up the others, and its name counts for nothing", () => {
  const { list } = add(NO_DRAFTS, checked("a.img", "This file is empty."), checked("b.img"));
  const problems = findNameProblems(list, new Set(["a.img"]));
  expect(whyNotStart(list, problems)).toBeUndefined();
});

test("files that are left out are counted", () => {
  const { list } = add(NO_DRAFTS, checked("a.img", "This file is empty."), checked("b.img"));
  expect(leftOutText(list)).toBe("1 file is left out.");
  expect(leftOutText(list.slice(1))).toBeNull();
});

test("a proposed name that is taken gives way to a free one, a typed one stays", () => {
  let drafts = add(NO_DRAFTS, checked("a.img"), checked("b.img"), checked("b .img"));
  const names = () => withFreeNames(drafts.list, new Set(["a.img"])).map(({ name }) => name);
  expect(names()).toEqual(["a-2.img", "b.img", "b-2.img"]);
  drafts = draftsReducer(drafts, { type: "renamed", id: 1, name: "b.img" });
  expect(names()).toEqual(["b.img", "b.img", "b-2.img"]);
});

test("with nothing to upload the reason is told", () => {
  expect(whyNotStart([], new Map())).toBe("Choose a file first.");
  const { list } = add(NO_DRAFTS, checked("a.img", "This file is empty."));
  expect(whyNotStart(list, findNameProblems(list, new Set()))).toBe("None of these files can be uploaded.");
});
