"use client";

import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { loadCode } from "@/components/ui/load-code";
import { invalidateImages } from "@/lib/client/queries";
import type { Uploads } from "@/lib/upload/create-uploads";
import { whenUploadsExist } from "@/lib/upload/tabs/watch";
import type { UploadStore } from "@/lib/upload/upload-store";
import type { UploadView } from "@/lib/upload/upload-view";
import type { UploadsSnapshot } from "@/lib/upload/uploads-snapshot";
import { trayCode } from "./lazy-tray";
import { whenIdle } from "./when-idle";

interface UploadsContextValue {
  /** Null until somebody needs it. */
  uploads: Uploads | null;
  /** Loads the upload engine the first time. Rejects when its code cannot be loaded. */
  load: () => Promise<Uploads>;
}

const UploadsContext = createContext<UploadsContextValue | null>(null);
const NOTHING_TO_STOP = (): void => undefined;

/** What there is to show before the engine is there. */
const NO_UPLOADS: UploadsSnapshot = {
  uploads: [],
  interrupted: [],
  isLedgerRead: false,
  setAside: [],
  shortcomings: [],
  speedLimit: null,
};

const NO_STORE: UploadStore = { getSnapshot: () => NO_UPLOADS, subscribe: () => NOTHING_TO_STOP };

/**
 * Keeps the one upload engine of this tab. It stands above the router, so no navigation ends an upload, and nothing here
 * destroys the engine: unmounting is not asking to cancel.
 */
export function UploadsProvider({ children }: { children: ReactNode }): ReactNode {
  const queryClient = useQueryClient();
  const [uploads, setUploads] = useState<Uploads | null>(null);
  const [engine] = useState(() =>
    loadCode(async () => {
      // With it comes what shows it: the tray takes the focus as soon as an upload begins.
      const [{ createUploads }] = await Promise.all([import("@/lib/upload/create-uploads"), trayCode.load()]);
      return createUploads({ onImageChanged: (connection) => void invalidateImages(queryClient, connection) });
    }),
  );
  const load = useCallback(async () => {
    const loaded = await engine.load();
    setUploads(loaded);
    return loaded;
  }, [engine]);

  // Interrupted uploads, and those of another tab, are to be seen without anybody asking for them.
  useEffect(() => {
    let stopWatching = NOTHING_TO_STOP;
    const stopWaiting = whenIdle(() => {
      // Without the engine's code there is nothing to show; whoever starts an upload is told.
      stopWatching = whenUploadsExist(() => void load().catch(() => undefined));
    });
    return () => {
      stopWaiting();
      stopWatching();
    };
  }, [load]);

  const value = useMemo(() => ({ uploads, load }), [uploads, load]);
  return <UploadsContext value={value}>{children}</UploadsContext>;
}

export function useUploads(): UploadsContextValue {
  const value = use(UploadsContext);
  if (value === null) throw new Error("useUploads needs an UploadsProvider above it.");
  return value;
}

/** The uploads as `useSyncExternalStore` wants them, whether or not the engine is there. */
export function useUploadsStore(): UploadStore {
  const { uploads } = useUploads();
  return uploads ?? NO_STORE;
}

/** Everything there is to show of uploads, as it changes. */
export function useUploadsSnapshot(): UploadsSnapshot {
  const { subscribe, getSnapshot } = useUploadsStore();
  return useSyncExternalStore(subscribe, getSnapshot, () => NO_UPLOADS);
}

/** Every upload of this tab in the order of starting, then those of other tabs. */
export function useUploadViews(): readonly UploadView[] {
  return useUploadsSnapshot().uploads;
}
