import "server-only";

/** Maps with at most `limit` at once. Results keep their places. @throws what the first one to fail throws, after which none begins */
export async function mapLimited<T, R>(items: readonly T[], limit: number, map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries();
  let hasFailed = false;
  const work = async (): Promise<void> => {
    for (const [index, item] of entries) {
      if (hasFailed) return;
      results[index] = await map(item);
    }
  };
  const failed = (cause: unknown): never => {
    hasFailed = true;
    throw cause;
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, () => work().catch(failed)));
  return results;
}
