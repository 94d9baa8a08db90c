/** Loads one thing once, also when several ask at the same time; after a failure the next one to ask tries again. */
export interface LoadOnce<T> {
  load: () => Promise<T>;
  /** What was loaded; null before. */
  loaded: () => T | null;
}

export function loadOnce<T>(make: () => Promise<T>): LoadOnce<T> {
  let loading: Promise<T> | null = null;
  let value: T | null = null;
  const begin = async () => {
    try {
      value = await make();
      return value;
    } catch (error) {
      loading = null;
      throw error;
    }
  };
  return {
    load: () => (loading ??= begin()),
    loaded: () => value,
  };
}
