import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { deleteImage } from "./delete-image";

let metadata: MetadataStore;

beforeEach(async () => {
  metadata = await openSqliteMetadataStore(":memory:");
});

afterEach(() => metadata.close());

test("deleting an image ends its verification; failing to delete ends none", async () => {
  const aborted: string[] = [];
  const verifier = { abort: (id: string) => void aborted.push(id) };
  const identity = { owner: "ada", role: "operator", tokenId: "token_1" } as const;
  const context = { identity, metadata, verifier };
  await metadata.createImage({ id: "image_1", owner: "ada", name: "debian", createdAt: 1 });
  await metadata.beginVerification("image_1", "0".repeat(64), 2);

  expect(await deleteImage({ context, input: { id: "image_1" } })).toMatchObject({ deleted: true, name: "debian" });
  expect(aborted).toEqual(["image_1"]);
  await expect(deleteImage({ context, input: { id: "image_1" } })).rejects.toMatchObject({ type: "not_found" });
  expect(aborted).toEqual(["image_1"]);
});
