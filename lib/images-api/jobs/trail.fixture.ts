import { expect } from "vitest";
import type { AuditRow } from "@/lib/images-api/metadata/audit";
import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";

const PAGE = 200;

async function allEntries(metadata: MetadataStore): Promise<AuditRow[]> {
  const all: AuditRow[] = [];
  for (;;) {
    const { entries, hasMore } = await metadata.listAudit({ limit: PAGE, before: all.at(-1) });
    all.push(...entries);
    if (!hasMore) return all;
  }
}

async function allImages(metadata: MetadataStore, owner: string): Promise<ImageRow[]> {
  const all: ImageRow[] = [];
  for (;;) {
    const startingAfter = all.at(-1);
    const { images, hasMore } = await metadata.listImages({ owner, limit: PAGE, includeDeleted: true, startingAfter });
    all.push(...images);
    if (!hasMore) return all;
  }
}

/** Every image is what the audit trail says was done to it, neither more nor less. @returns how many entries there are */
export async function expectTrailAgrees(metadata: MetadataStore, owner: string): Promise<number> {
  const entries = await allEntries(metadata);
  const images = await allImages(metadata, owner);
  for (const { id, status, sha256, deletedAt, bytesRemovedAt } of images) {
    const told = (action: string) => entries.filter((entry) => entry.imageId === id && entry.action === action).length;
    expect({
      created: told("image.create"),
      declared: told("image.complete"),
      verified: told("image.verified"),
      failed: told("image.failed"),
      deleted: told("image.delete") - told("image.restore"),
      purged: told("image.purge"),
    }).toEqual({
      created: 1,
      declared: sha256 === null ? 0 : 1,
      verified: status === "completed" ? 1 : 0,
      failed: status === "failed" ? 1 : 0,
      deleted: deletedAt === null ? 0 : 1,
      purged: bytesRemovedAt === null ? 0 : 1,
    });
  }
  const known = new Set(images.map(({ id }) => id));
  expect(entries.filter(({ imageId }) => imageId !== null && !known.has(imageId))).toEqual([]);
  return entries.length;
}
