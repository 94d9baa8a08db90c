import type { Engine } from "./engine";
import type { UploadView } from "./upload-view";
import { viewOf } from "./view";

/** Speed and time left are told anew so often, in milliseconds, also while nothing moves. */
const REFRESH_MILLISECONDS = 1_000;

export interface UploadStore {
  /** In the order of starting. The same array until something changed. */
  getSnapshot(): readonly UploadView[];
  subscribe(listener: () => void): () => void;
}

/** The engine's uploads as views, in the shape that `useSyncExternalStore` wants. */
export function createUploadStore(engine: Engine): UploadStore {
  const listeners = new Set<() => void>();
  let snapshot: readonly UploadView[] | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function take(): readonly UploadView[] {
    const now = Date.now();
    return engine.states().flatMap((state) => viewOf(state, engine.samples(state.id), now) ?? []);
  }

  function changed(): void {
    snapshot = null;
    for (const listener of listeners) listener();
    timer ??= setTimeout(refresh, REFRESH_MILLISECONDS);
  }

  function refresh(): void {
    timer = undefined;
    if (getSnapshot().some(({ status }) => status === "uploading")) changed();
  }

  function getSnapshot(): readonly UploadView[] {
    snapshot ??= take();
    return snapshot;
  }

  engine.subscribe(changed);
  return {
    getSnapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
