import { expect } from "vitest";
import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";

export const DIGEST = "ab".repeat(32);

/** Makes an image, named after its id, and fails the test when that is not possible. */
export async function makeImage(
  store: MetadataStore,
  image: { id: string; owner?: string; name?: string; createdAt?: number },
): Promise<ImageRow> {
  const made = await store.createImage({
    id: image.id,
    owner: image.owner ?? "ada",
    name: image.name ?? image.id,
    createdAt: image.createdAt ?? 1_000,
  });
  expect(made).not.toBe("name_taken");
  if (made === "name_taken") throw new Error("unreachable");
  return made;
}

/** An image whose upload was declared complete and whose digest is still to be compared. */
export async function makeVerifyingImage(store: MetadataStore, id: string, at = 1_200): Promise<void> {
  await makeImage(store, { id });
  await store.recordPart(id, 1_100);
  expect(await store.beginVerification(id, DIGEST, at)).toBe(true);
}
