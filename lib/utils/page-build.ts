// Servers are replaced while pages are open. A page goes on with the code that it has; what it loads on demand is gone with its build.

const listeners = new Set<() => void>();
let isGone = false;

/** What is known of it, as `useSyncExternalStore` wants it. */
export const goneBuild = {
  isKnown: (): boolean => isGone,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Somebody was told, and does not want to do anything about it now. The next thing that is missing says so again. */
  forget: (): void => setGone(false),
};

/**
 * Asks, where code could not be loaded, whether the server has this page's build no more, which it does not say by itself; a network that
 * is down is another thing.
 * @returns whether that is so. Never rejects
 */
export async function lookForBuild(): Promise<boolean> {
  const { build } = document.documentElement.dataset;
  // A file that every build has under its own name.
  if (build !== undefined && (await isMissing(`/_next/static/${build}/_buildManifest.js`))) setGone(true);
  return isGone;
}

async function isMissing(path: string): Promise<boolean> {
  try {
    const { status } = await fetch(path, { method: "HEAD", cache: "no-store", credentials: "omit" });
    return status === 404;
  } catch {
    return false;
  }
}

function setGone(value: boolean): void {
  isGone = value;
  for (const notify of listeners) notify();
}
