import type { Ownership } from "./ownership";

/** The name of the lock that the owner of an upload has. */
export function lockName(uploadId: string): string {
  return `images-dashboard upload ${uploadId}`;
}

/** Ownership by locks, which the browser takes back from a tab that is gone, however it went. Secure contexts only. */
export function webLocksOwnership(locks: Pick<LockManager, "request">): Ownership {
  /** Ends the holding of each lock that this tab has. */
  const held = new Map<string, () => void>();

  /** Keeps a lock that was granted until `release`. */
  function hold(uploadId: string): Promise<void> {
    return new Promise((resolve) => held.set(uploadId, resolve));
  }

  function release(uploadId: string): void {
    held.get(uploadId)?.();
    held.delete(uploadId);
  }

  return {
    claim(uploadId) {
      if (held.has(uploadId)) return Promise.resolve(true);
      return new Promise((resolve, reject) => {
        const granted = (lock: Lock | null) => {
          resolve(lock !== null || held.has(uploadId));
          return lock === null ? undefined : hold(uploadId);
        };
        locks.request(lockName(uploadId), { ifAvailable: true }, granted).catch(reject);
      });
    },
    release,
    waitToOwn(uploadId, signal) {
      if (held.has(uploadId)) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const granted = () => {
          resolve();
          return hold(uploadId);
        };
        locks.request(lockName(uploadId), { signal }, granted).catch(reject);
      });
    },
  };
}
