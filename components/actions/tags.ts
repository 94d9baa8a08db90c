/** Tags out of what was typed or pasted: between commas and line ends, without the space around them. */
export function splitTags(typed: string): string[] {
  return typed
    .split(/[,\n]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}

/** Each tag once, in the order in which they came. */
export function withTags(tags: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...tags, ...added])];
}
