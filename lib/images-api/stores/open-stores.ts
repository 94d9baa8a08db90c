import { mkdir } from "node:fs/promises";
import { type FolderLock, useFolder } from "@/lib/images-api/folder-lock";
import type { StoreState } from "@/lib/images-api/metadata/state";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { whyNotLive } from "@/lib/images-api/migrate/live-rows";
import { parsePlace } from "@/lib/images-api/migrate/place";
import { openMetadata } from "./open-metadata";
import { type Objects, openObjects, placeOf } from "./open-objects";
import { StoreError } from "./store-error";
import type { StoresOptions } from "./store-options";

/** The stores that are configured, whichever they are. */
export interface Stores extends Objects {
  metadata: MetadataStore & StoreState;
  close(): Promise<void>;
}

/**
 * Opens both, for the server.
 * @throws StoreError when a database or a bucket cannot be used, or when the bytes of these rows are elsewhere
 */
export async function openStores(options: StoresOptions): Promise<Stores> {
  const { dataDirectory, database, bucket } = options;
  const lock = database !== null && bucket !== null ? null : await useData(dataDirectory);
  try {
    const stores = await openUnlocked(options, lock);
    return {
      ...stores,
      async close() {
        await stores.close();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** Keeps a move of the data away. */
async function useData(dataDirectory: string): Promise<FolderLock> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  return useFolder(dataDirectory);
}

async function openUnlocked(options: StoresOptions, lock: FolderLock | null): Promise<Stores> {
  const { log } = options;
  const metadata = await openMetadata({
    ...options,
    asServer: true,
    isOnlyServer: options.bucket === null,
    requireUse: () => lock?.requireHeld(),
    onAudit: (entry) => log.info(entry, "audit"),
  });
  try {
    const opened = await openWhereNoted(metadata, options);
    return {
      ...opened,
      metadata,
      async close() {
        await opened.objects.close();
        await metadata.close();
      },
    };
  } catch (error) {
    await metadata.close();
    throw error;
  }
}

/** A place that is noted stays so: that of a bucket not before it was reached, for its name may be mistyped. */
async function openWhereNoted(metadata: MetadataStore & StoreState, options: StoresOptions): Promise<Objects> {
  const place = placeOf(options.bucket);
  if (options.bucket === null) await requirePlace(metadata, place);
  const opened = await openObjects({ ...options, metadata });
  try {
    await requirePlace(metadata, place);
    // From now on the place of these rows is the one that is noted: another one means that they were moved.
    await metadata.tablesAreCurrent();
  } catch (error) {
    await opened.objects.close();
    throw error;
  }
  return opened;
}

/** Rows whose bytes are elsewhere would all be called damaged, and each new image would be kept apart from the others. */
async function requirePlace(metadata: MetadataStore, configured: string): Promise<void> {
  const noted = await metadata.placeOfBytes(configured);
  if (noted === configured) return;
  const reason = whyNotLive(parsePlace(noted));
  if (reason !== null) throw new StoreError({ store: "moved" }, reason);
  throw new StoreError({ store: "place", noted, configured }, `the bytes of these images are elsewhere: ${noted}`);
}
