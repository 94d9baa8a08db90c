import "server-only";
import { createHash } from "node:crypto";

/** Half of the twenty requests for a list that a token has in a minute; the rest is for other programs that use it. */
const REQUESTS_A_MINUTE = 10;

/** So many tokens' lists are kept, at most: each may be some megabytes. */
const MAX_LISTS = 50;

interface Kept<T> {
  answer: Promise<T>;
  /** Epoch ms; infinite while it is being read. */
  until: number;
}

/**
 * Lists that were just read, by token: what several tabs and people ask for at once is asked for once. Nobody's list is given to
 * another token, and no token is kept, only its digest.
 */
export interface ListCache<T> {
  /** @param read answers the list and the number of requests it took, which decides for how long it is kept */
  get(token: string, read: () => Promise<{ value: T; requests: number }>): Promise<T>;
  /** After a change: what is being read now may be older than that. */
  drop(token: string): void;
}

export function createListCache<T>(now: () => number = Date.now): ListCache<T> {
  const kept = new Map<string, Kept<T>>();

  function makeRoom(): void {
    for (const [key, { until }] of kept) if (until <= now()) kept.delete(key);
    // A map gives its keys in the order in which they came: the oldest goes.
    for (const key of kept.keys()) {
      if (kept.size < MAX_LISTS) return;
      kept.delete(key);
    }
  }

  return {
    get(token, read) {
      const key = digestOf(token);
      const found = kept.get(key);
      if (found !== undefined && found.until > now()) return found.answer;
      makeRoom();
      const reading: Kept<T> = { answer: Promise.resolve().then(() => keep()), until: Infinity };
      const keep = async (): Promise<T> => {
        try {
          const { value, requests } = await read();
          reading.until = now() + (requests * 60_000) / REQUESTS_A_MINUTE;
          return value;
        } catch (error) {
          if (kept.get(key) === reading) kept.delete(key);
          throw error;
        }
      };
      kept.delete(key);
      kept.set(key, reading);
      return reading.answer;
    },
    drop: (token) => void kept.delete(digestOf(token)),
  };
}

function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
