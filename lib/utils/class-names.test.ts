import { expect, test } from "vitest";
import { classNames } from "./class-names";

test.each([
  [["size-7 px-2", "size-6"], "px-2 size-6"],
  [["h-8 w-4", "size-6"], "size-6"],
  [["size-7", "h-9"], "size-7 h-9"],
  [["px-2 pl-1", "p-0"], "p-0"],
  [["gap-x-6 gap-y-2", "items-center"], "gap-x-6 gap-y-2 items-center"],
  [["gap-x-6 gap-y-2", "gap-1"], "gap-1"],
  [["text-sm text-ink", "text-negative"], "text-sm text-negative"],
  [["text-xs text-ink text-right", "text-base"], "text-ink text-right text-base"],
  [["hover:text-ink", "text-positive hover:text-positive"], "text-positive hover:text-positive"],
  [["[&_svg]:size-4 size-7", "[&_svg]:size-3.5"], "size-7 [&_svg]:size-3.5"],
  [["pointer-coarse:h-9 h-7", "h-9"], "pointer-coarse:h-9 h-9"],
  [["inline-flex", "hidden"], "hidden"],
  [["rounded-t-xl", "rounded-lg"], "rounded-t-xl rounded-lg"],
  [["shadow-[inset_0_0_0_1px_var(--color-line)]", "shadow-control"], "shadow-control"],
  [["bg-sunken", false, null, undefined, { "bg-hover": true }], "bg-hover"],
  [["font-mono font-medium", "font-semibold"], "font-mono font-semibold"],
])("%j", (values, joined) => {
  expect(classNames(...values)).toBe(joined);
});
