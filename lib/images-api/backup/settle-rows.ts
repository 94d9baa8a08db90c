import { damageOf, damageReason } from "@/lib/images-api/check/damage";
import { dataFiles } from "@/lib/images-api/data-files";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import { BY_OPERATOR, doneBy } from "@/lib/images-api/metadata/audit";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { listPartFiles, type PartFile } from "@/lib/images-api/objects/disk/part-files";
import { totalSize } from "@/lib/images-api/objects/disk/part-stream";
import { resolvePaths } from "@/lib/images-api/objects/disk/paths";
import { BackupError } from "./backup-error";
import type { Manifest } from "./manifest";

/**
 * Brings restored rows up to this program's version, and tells them of their bytes. `bad`: ids of images whose copies are not as they
 * were backed up.
 * @returns ids of images that were complete and are marked as failed now, and of unfinished ones that lost parts
 */
export async function settleRows(
  dataDirectory: string,
  manifest: Manifest,
  bad: ReadonlySet<string>,
): Promise<{ damaged: string[]; incomplete: string[] }> {
  const store = await openSqliteMetadataStore(dataFiles.metadata(dataDirectory)).catch((error: unknown) => {
    throw new BackupError(`The backup's database cannot be used (${String(error)}). Use another backup.`);
  });
  const damaged: string[] = [];
  const incomplete: string[] = [];
  try {
    await store.recordAudit(doneBy(BY_OPERATOR, Date.now(), "backup.restore"));
    for (const { id, kind } of manifest.images) {
      if (kind === "unfinished") {
        if (bad.has(id)) incomplete.push(id);
        // The time since the backup is nobody's idleness: the upload is not given up at the first start.
        if ((await restoredParts(dataDirectory, id)).length > 0) await store.recordPart(id, Date.now());
      } else if (kind === "damaged" || bad.has(id)) {
        damaged.push(id);
        await markDamaged(store, dataDirectory, id);
      }
    }
  } finally {
    await store.close();
  }
  return { damaged, incomplete };
}

/** Which checksum it has now is told by `check`: reading it once more is not worth it here. */
async function markDamaged(store: MetadataStore, dataDirectory: string, id: string): Promise<void> {
  const image = await store.findImage(id);
  if (image === null || image.sha256 === null || image.sizeBytes === null) return;
  const parts = await restoredParts(dataDirectory, id);
  const proven = { sha256: image.sha256, sizeBytes: image.sizeBytes };
  const damage = damageOf(proven, { sizeBytes: totalSize(parts), sha256: null });
  await store.markDamaged(id, damageReason(damage ?? { kind: "changed" }, proven), Date.now());
}

async function restoredParts(dataDirectory: string, id: string): Promise<PartFile[]> {
  return (await listPartFiles(resolvePaths(dataFiles.objects(dataDirectory)), id)) ?? [];
}
