import type { Ownership } from "./ownership";
import type { TabChannel } from "./tab-channel";

/** How long other tabs have to say that an upload is theirs, in ms: messages reach also hidden tabs within a few. */
const ANSWER_MILLISECONDS = 400;

/** A tab that crashed says no goodbye: who waits asks again so often, in ms. */
const ASK_AGAIN_MILLISECONDS = 5_000;

interface Claim {
  isRefused: boolean;
  readonly outcome: Promise<boolean>;
}

/**
 * Ownership by asking, for pages without locks: whoever owns the upload says so, and of two that ask at once the one with the
 * smaller name wins. Best effort: a tab that the browser froze does not answer.
 */
export function presenceOwnership(channel: TabChannel): Ownership {
  const owned = new Set<string>();
  const claims = new Map<string, Claim>();
  /** Told when an upload may have become free. */
  const waiting = new Set<(uploadId: string | null) => void>();

  channel.subscribe((message) => {
    switch (message.type) {
      case "claim": {
        const { uploadId, tab } = message;
        const isOurs = owned.has(uploadId) || (claims.has(uploadId) && channel.tab < tab);
        if (isOurs) channel.post({ type: "owned", uploadId });
        return;
      }
      case "owned": {
        const underWay = claims.get(message.uploadId);
        if (underWay !== undefined) underWay.isRefused = true;
        return;
      }
      case "released":
      case "goodbye": {
        const uploadId = message.type === "released" ? message.uploadId : null;
        for (const told of waiting) told(uploadId);
        return;
      }
      default:
        return;
    }
  });

  async function claim(uploadId: string): Promise<boolean> {
    if (owned.has(uploadId)) return true;
    const underWay = claims.get(uploadId);
    if (underWay !== undefined) return underWay.outcome;
    const begun: Claim = { isRefused: false, outcome: answered(uploadId, () => begun.isRefused) };
    claims.set(uploadId, begun);
    channel.post({ type: "claim", uploadId });
    return begun.outcome;
  }

  async function answered(uploadId: string, isRefused: () => boolean): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MILLISECONDS));
    claims.delete(uploadId);
    if (isRefused()) return false;
    owned.add(uploadId);
    return true;
  }

  function release(uploadId: string): void {
    if (owned.delete(uploadId)) channel.post({ type: "released", uploadId });
  }

  /** Resolves when the upload may have become free, or it is time to ask again, or the signal says so. */
  function mayBeFree(uploadId: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        waiting.delete(told);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const told = (freed: string | null) => {
        if (freed === null || freed === uploadId) done();
      };
      const timer = setTimeout(done, ASK_AGAIN_MILLISECONDS);
      waiting.add(told);
      signal.addEventListener("abort", done);
    });
  }

  return {
    claim,
    release,
    async waitToOwn(uploadId, signal) {
      signal.throwIfAborted();
      while (!(await claim(uploadId))) {
        signal.throwIfAborted();
        await mayBeFree(uploadId, signal);
        signal.throwIfAborted();
      }
      if (!signal.aborted) return;
      release(uploadId);
      signal.throwIfAborted();
    },
  };
}
