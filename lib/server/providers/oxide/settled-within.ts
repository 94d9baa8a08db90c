import "server-only";

/**
 * What a promise comes to, or null when that takes longer than `milliseconds`. It may go on; that it fails later concerns nobody.
 * @throws whatever the promise does in that time
 */
export async function resultWithin<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until a promise came to anything at all, and no longer than `milliseconds`. */
export async function settledWithin(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  await resultWithin(
    promise.then(
      () => null,
      () => null,
    ),
    milliseconds,
  );
}
