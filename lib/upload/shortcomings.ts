import type { Shortcoming } from "./uploads-snapshot";

/**
 * What is missing where the page is no secure context, that is plain http on a host other than this computer
 * (https://w3c.github.io/webappsec-secure-contexts/), and where the browser keeps nothing.
 * @param memoryTrouble why nothing is remembered, a sentence; null while all is well
 */
export function shortcomingsOf(isSecureContext: boolean, memoryTrouble: string | null): Shortcoming[] {
  const memory: Shortcoming[] = memoryTrouble === null ? [] : [{ feature: "memory", message: memoryTrouble }];
  return isSecureContext ? memory : [...memory, ...INSECURE];
}

const INSECURE: readonly Shortcoming[] = [
  { feature: "handles", message: "After a reload, files have to be chosen again before their uploads go on." },
  {
    feature: "tabs",
    message: "Tabs cannot always tell which of them runs an upload: resume each upload in one tab only.",
  },
  { feature: "wake_lock", message: "The screen is not kept awake: a computer that falls asleep pauses its uploads." },
];
