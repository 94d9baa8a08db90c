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
import { invalidateImages } from "@/lib/client/queries";
import type { Uploads } from "@/lib/upload/create-uploads";
import type { UploadView } from "@/lib/upload/upload-view";
import { wouldBeLost } from "./upload-words";

interface UploadsContextValue {
  /** Null until somebody needs it. */
  uploads: Uploads | null;
  /** Loads the upload engine the first time. Rejects when its code cannot be loaded. */
  load: () => Promise<Uploads>;
}

const UploadsContext = createContext<UploadsContextValue | null>(null);
const NO_UPLOADS: readonly UploadView[] = [];
const NOTHING_TO_STOP = () => undefined;

/**
 * Keeps the one upload engine of this tab. It stands above the router, so no navigation ends an upload, and nothing here
 * destroys the engine: unmounting is not asking to cancel.
 */
export function UploadsProvider({ children }: { children: ReactNode }): ReactNode {
  const queryClient = useQueryClient();
  const [uploads, setUploads] = useState<Uploads | null>(null);
  const [loader] = useState(() =>
    makeLoader(async () => {
      const { createUploads } = await import("@/lib/upload/create-uploads");
      return createUploads({ onImageChanged: (connection) => void invalidateImages(queryClient, connection) });
    }),
  );
  const load = useCallback(async () => {
    const loaded = await loader();
    setUploads(loaded);
    return loaded;
  }, [loader]);
  const value = useMemo(() => ({ uploads, load }), [uploads, load]);
  return (
    <UploadsContext value={value}>
      {children}
      <LeaveGuard />
    </UploadsContext>
  );
}

export function useUploads(): UploadsContextValue {
  const value = use(UploadsContext);
  if (value === null) throw new Error("useUploads needs an UploadsProvider above it.");
  return value;
}

/** Every upload of this tab, in the order of starting. */
export function useUploadViews(): readonly UploadView[] {
  const { uploads } = useUploads();
  const subscribe = useCallback((listener: () => void) => uploads?.subscribe(listener) ?? NOTHING_TO_STOP, [uploads]);
  return useSyncExternalStore(
    subscribe,
    () => uploads?.getSnapshot() ?? NO_UPLOADS,
    () => NO_UPLOADS,
  );
}

/** Makes one thing once, also when several ask at the same time; after a failure the next one to ask tries again. */
function makeLoader<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** The browser asks before the tab closes on unfinished uploads, and a file dropped beside a drop zone does not replace the page. */
function LeaveGuard(): ReactNode {
  const hasWork = useUploadViews().some(wouldBeLost);

  useEffect(() => {
    if (!hasWork) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [hasWork]);

  useEffect(() => {
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "none";
    };
    window.addEventListener("dragover", refuse);
    window.addEventListener("drop", refuse);
    return () => {
      window.removeEventListener("dragover", refuse);
      window.removeEventListener("drop", refuse);
    };
  }, []);

  return null;
}
