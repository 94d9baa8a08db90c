import { statfs } from "node:fs/promises";

/** What stays free, in bytes, for the database, its log and the system itself: a full disk stops more than uploads. */
const DEFAULT_RESERVE_BYTES = 256 * 1024 * 1024;

/** Room on the disk that was promised to one part. */
export interface Claim {
  /** Bytes that reached the disk: from then on the file system counts them itself. */
  used(bytes: number): void;
  /** Safe to repeat. */
  release(): void;
}

export interface FreeSpace {
  /** @returns null when the disk cannot take `bytes` more beside what others were promised */
  claim(bytes: number): Promise<Claim | null>;
}

/** Watches the file system of `directory`. Parts that are arriving count as used, so that together they cannot fill it. */
export function watchFreeSpace(directory: string, reserveBytes = DEFAULT_RESERVE_BYTES): FreeSpace {
  let promised = 0;
  return {
    async claim(bytes) {
      let remaining = bytes;
      promised += bytes;
      const claim: Claim = {
        used(written) {
          const counted = Math.min(written, remaining);
          remaining -= counted;
          promised -= counted;
        },
        release: () => claim.used(remaining),
      };
      try {
        const { bavail, bsize } = await statfs(directory);
        if (bavail * bsize - reserveBytes >= promised) return claim;
      } catch (error) {
        claim.release();
        throw error;
      }
      claim.release();
      return null;
    },
  };
}
