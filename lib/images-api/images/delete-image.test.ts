import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { deleteImage } from "./delete-image";

let metadata: MetadataStore;

beforeEach(async () => {
  metadata = await openSqliteMetadataStore(":memory:");
});

afterEach(() => metadata.close());

const identity = { owner: "ada", role: "operator", tokenId: "token_1" } as const;

const by = { actor: "ada", tokenId: "token_1", address: "192.0.2.1", requestId: "req_1" };

async function makeVerifyingImage(): Promise<void> {
  await metadata.createImage({ id: "image_1", owner: "ada", name: "debian", createdAt: 1 });
  await metadata.beginVerification("image_1", "0".repeat(64), 2);
}

function recordingVerifier() {
  const aborted: string[] = [];
  const verified: string[] = [];
  const verifier = {
    abort: (id: string) => void aborted.push(id),
    begin: (id: string) => void verified.push(id),
  };
  return { verifier, aborted, verified };
}

test("deleting an image ends its verification; failing to delete ends none", async () => {
  const { verifier, aborted, verified } = recordingVerifier();
  const context = { identity, by, metadata, verifier };
  await makeVerifyingImage();

  expect(await deleteImage({ context, input: { id: "image_1" } })).toMatchObject({ deleted: true, name: "debian" });
  expect(aborted).toEqual(["image_1"]);
  await expect(deleteImage({ context, input: { id: "image_1" } })).rejects.toMatchObject({ type: "not_found" });
  expect(aborted).toEqual(["image_1"]);
  expect(verified).toEqual([]);
});

test("an image that is restored before its verification was ended is verified all the same", async () => {
  const { verifier, verified } = recordingVerifier();
  const deleteAndRestore: MetadataStore["deleteImage"] = async (id, owner, now) => {
    const deleted = await metadata.deleteImage(id, owner, now);
    await metadata.restoreImage(id, owner, now);
    return deleted;
  };
  await makeVerifyingImage();
  const context = { identity, by, metadata: { ...metadata, deleteImage: deleteAndRestore }, verifier };
  await deleteImage({ context, input: { id: "image_1" } });
  expect(verified).toEqual(["image_1"]);
});
