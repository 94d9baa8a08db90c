const LOCK_NAME = "images-dashboard session";

/**
 * Does what changes the browser's session cookies by somebody's will: a sign-in, a sign-out. Several may be under way, in any tab, but none
 * beside a renewal: an answer that renews what was signed out or replaced meanwhile would bring the old cookie back.
 */
export function changingSession<T>(change: () => Promise<T>): Promise<T> {
  const locks = lockManager();
  return locks === undefined ? change() : locks.request(LOCK_NAME, { mode: "shared" }, change);
}

/** Renews the browser's session cookies, unless another tab does or somebody signs in or out. @returns whether it did */
export async function renewingSession(renew: () => Promise<void>): Promise<boolean> {
  const locks = lockManager();
  if (locks === undefined) return renew().then(() => true);
  return locks.request(LOCK_NAME, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await renew();
    return true;
  });
}

/** Absent outside secure contexts, whatever the type says: there tabs may ask twice. */
function lockManager(): LockManager | undefined {
  return globalThis.navigator?.locks;
}
