import type { StoreState } from "@/lib/images-api/metadata/state";
import type { WatchedObjects } from "@/lib/images-api/stores/open-objects";

/** Something that must hold for this API to be of use. */
export interface HealthCheck {
  name: string;
  /** @returns null when it holds, or a word that says why not. Rejects when a store does not answer. */
  run(): Promise<string | null>;
}

interface Watched {
  metadata: StoreState;
  objects: WatchedObjects;
  /** With less room for bytes than this new images would soon be refused. */
  minFreeDiskBytes: number;
}

export function createHealthChecks({ metadata, objects, minFreeDiskBytes }: Watched): readonly HealthCheck[] {
  return [
    {
      name: "metadata",
      async run() {
        await metadata.tablesAreCurrent();
        return null;
      },
    },
    { name: "migrations", run: async () => ((await metadata.tablesAreCurrent()) ? null : "outdated") },
    {
      name: "objects",
      async run() {
        await objects.check();
        return null;
      },
    },
    ...(objects.place === "disk" ? [freeSpace(objects, minFreeDiskBytes)] : []),
  ];
}

function freeSpace({ freeBytes }: Extract<WatchedObjects, { place: "disk" }>, minFreeDiskBytes: number): HealthCheck {
  return { name: "disk", run: async () => ((await freeBytes()) >= minFreeDiskBytes ? null : "low") };
}
