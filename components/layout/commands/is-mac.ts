/** Whether the keyboard has ⌘ where others have Ctrl. False on the server, which cannot know. */
export function isMac(): boolean {
  return typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);
}
