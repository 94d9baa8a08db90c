import { clsx, type ClassValue } from "clsx";

/** Utilities that set a property of their own, by what stands before their value. */
const GROUPS =
  /^-?(size|h|w|min-h|min-w|max-h|max-w|p|px|py|pt|pr|pb|pl|m|mx|my|mt|mr|mb|ml|gap-x|gap-y|gap|bg|opacity|shadow|z|top|right|bottom|left|outline-offset|justify|items|self|cursor|rounded(?=-(?:sm|md|lg|xl|full|none)$))(?=-)/;

/** What a shorter utility sets at once. */
const COVERED: Readonly<Record<string, readonly string[]>> = {
  size: ["h", "w"],
  p: ["px", "py", "pt", "pr", "pb", "pl"],
  px: ["pl", "pr"],
  py: ["pt", "pb"],
  m: ["mx", "my", "mt", "mr", "mb", "ml"],
  mx: ["ml", "mr"],
  my: ["mt", "mb"],
  gap: ["gap-x", "gap-y"],
};

const TEXT_SIZES = /^text-(2xs|xs|sm|base|lg|xl)$/;
const TEXT_OTHERS = /^text-(left|right|center|balance|pretty|wrap|nowrap)$/;
const FONT_WEIGHTS = /^font-(normal|medium|semibold|bold)$/;
const DISPLAYS = new Set(["block", "inline-block", "flex", "inline-flex", "grid", "contents", "hidden"]);

/** Rows ask for the same few lists again and again. */
const merged = new Map<string, string>();
const MAX_KNOWN = 500;

/**
 * Joins class names; of two that set the same property under the same conditions the later one wins, so that who uses a component
 * can overrule its size or colour. It knows the utilities that this product overrules, where `tailwind-merge` knows them all
 * and weighs 8 kB.
 */
export function classNames(...values: ClassValue[]): string {
  const joined = clsx(values);
  const known = merged.get(joined);
  if (known !== undefined) return known;
  if (merged.size >= MAX_KNOWN) merged.clear();
  const names = merge(joined);
  merged.set(joined, names);
  return names;
}

function merge(joined: string): string {
  const taken = new Set<string>();
  const kept: string[] = [];
  for (const name of joined.split(" ").toReversed()) {
    const [condition, utility] = splitCondition(name);
    const group = groupOf(utility);
    if (group !== null) {
      if (taken.has(condition + group)) continue;
      for (const each of [group, ...(COVERED[group] ?? [])]) taken.add(condition + each);
    }
    kept.push(name);
  }
  return kept.toReversed().join(" ");
}

/** `md:hover:h-7` is `h-7` under the condition `md:hover:`. A colon in brackets belongs to the brackets. */
function splitCondition(name: string): [string, string] {
  const at = name.replaceAll(/\[[^\]]*\]/g, (brackets) => "_".repeat(brackets.length)).lastIndexOf(":") + 1;
  return [name.slice(0, at), name.slice(at)];
}

function groupOf(utility: string): string | null {
  if (DISPLAYS.has(utility)) return "display";
  if (FONT_WEIGHTS.test(utility)) return "font-weight";
  if (utility.startsWith("text-")) {
    if (TEXT_SIZES.test(utility)) return "text-size";
    return TEXT_OTHERS.test(utility) ? null : "text-color";
  }
  return GROUPS.exec(utility)?.[1] ?? null;
}
