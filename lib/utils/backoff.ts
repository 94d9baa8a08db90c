/** The first wait is at most this long, in milliseconds. */
const BASE_MILLISECONDS = 1_000;

/** No wait is longer than this, in milliseconds: someone who looks sees something happen within a minute. */
const CAP_MILLISECONDS = 60_000;

/**
 * How long to wait before try `attempt + 1`, in milliseconds: exponential with full jitter, so that many clients cut off at
 * the same moment do not come back at the same moment (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 * @param attempt failed tries so far, from 1
 * @param random uniform in [0, 1)
 */
export function backoffMilliseconds(attempt: number, random: number): number {
  const ceiling = Math.min(CAP_MILLISECONDS, BASE_MILLISECONDS * 2 ** Math.max(0, attempt - 1));
  return Math.round(random * ceiling);
}
