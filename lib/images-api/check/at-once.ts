/** Works on all items, `limit` at a time, taking each from the iterable when its turn comes. Rejects with the first error, after what was begun has ended. */
export async function forEachAtOnce<Item>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let failure: { error: unknown } | null = null;
  const lane = async (): Promise<void> => {
    while (failure === null) {
      try {
        const next = iterator.next();
        if (next.done === true) return;
        await work(next.value);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, lane));
  rethrow(failure);
}

function rethrow(failure: { error: unknown } | null): void {
  if (failure !== null) throw failure.error;
}
