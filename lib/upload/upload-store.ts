import type { Engine } from "./engine/engine";
import type { UploadState } from "./machine/upload-state";
import type { UploadView } from "./upload-view";
import type { UploadsSnapshot } from "./uploads-snapshot";
import { viewOf } from "./view";

/** Speed and time left are told anew so often, in milliseconds, also while nothing moves. */
const REFRESH_MILLISECONDS = 1_000;

/** While nothing but bytes moves it is told so often, in milliseconds: each time the tray is rendered anew. */
const BYTES_MILLISECONDS = 200;

export interface UploadStore {
  /** The same object until something changed. */
  getSnapshot: () => UploadsSnapshot;
  subscribe: (listener: () => void) => () => void;
}

export interface UploadStoreSource {
  engine: Engine;
  /** Everything that is not of this tab's uploads. */
  others: () => Omit<UploadsSnapshot, "uploads"> & { elsewhere: readonly UploadView[] };
}

/** The uploads as people see them, in the shape that `useSyncExternalStore` wants. `changed` says that `others` changed. */
export function createUploadStore({ engine, others }: UploadStoreSource): UploadStore & { changed(): void } {
  const listeners = new Set<() => void>();
  let snapshot: UploadsSnapshot | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let bytesTimer: ReturnType<typeof setTimeout> | undefined;

  function changed(): void {
    clearTimeout(bytesTimer);
    bytesTimer = undefined;
    snapshot = null;
    for (const listener of listeners) listener();
    timer ??= setTimeout(refresh, REFRESH_MILLISECONDS);
  }

  function refresh(): void {
    timer = undefined;
    if (getSnapshot().uploads.some(({ status, elsewhere }) => status === "uploading" && !elsewhere)) changed();
  }

  function getSnapshot(): UploadsSnapshot {
    if (snapshot === null) {
      const { elsewhere, ...rest } = others();
      const uploads = [...ownViews(engine), ...elsewhere];
      snapshot = { ...rest, uploads };
    }
    return snapshot;
  }

  engine.subscribe((before, after) => {
    // A new upload is told as a change to itself: whoever began it looks for it in the tray at once.
    if (after === null || after === before || !isProgress(before, after)) return changed();
    snapshot = null;
    bytesTimer ??= setTimeout(changed, BYTES_MILLISECONDS);
  });
  return {
    getSnapshot,
    changed,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether the upload only came further, or not even that. */
function isProgress(before: UploadState, after: UploadState): boolean {
  if (after.phase.kind !== before.phase.kind) return false;
  return (
    after.paused === before.paused && after.offline === before.offline && after.unauthorized === before.unauthorized
  );
}

/** What does not move is seen the same until its state changes: rows of a thousand uploads need not be rendered for one. */
const stillViews = new WeakMap<UploadState, UploadView>();

/** The views of this tab's uploads, in the order of starting. */
export function ownViews(engine: Engine): UploadView[] {
  const now = Date.now();
  return engine.states().flatMap((state) => {
    const known = stillViews.get(state);
    if (known !== undefined) return known;
    const view = viewOf(state, engine.samples(state.id), now);
    if (view === null) return [];
    // Only the speed and the time left change by themselves.
    if (view.status !== "uploading") stillViews.set(state, view);
    return view;
  });
}
