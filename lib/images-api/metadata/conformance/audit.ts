import { expect, test } from "vitest";
import type { AuditRow, ListAuditOptions, NewAuditEntry } from "@/lib/images-api/metadata/audit";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { DIGEST, makeImage, makeVerifyingImage } from "./images";

const ADA = { actor: "ada", tokenId: "token_1", address: "192.0.2.1", requestId: "req_12345678" };

function entry(changes: Partial<NewAuditEntry> = {}): NewAuditEntry {
  const about = { reason: null, imageId: null, imageName: null };
  return { ...ADA, ...about, at: 1_000, action: "sign_in", outcome: "done", ...changes };
}

export function declareAuditTests(store: () => MetadataStore): void {
  const trail = async (options: Partial<ListAuditOptions> = {}): Promise<AuditRow[]> =>
    (await store().listAudit({ limit: 100, ...options })).entries;
  const actions = async (options: Partial<ListAuditOptions> = {}) => (await trail(options)).map(({ action }) => action);

  test("an entry is kept whole", async () => {
    const kept = entry({
      action: "image.delete",
      outcome: "refused",
      reason: "forbidden",
      imageId: "image_1",
      imageName: "debian",
    });
    await store().recordAudit(kept);
    expect(await trail()).toEqual([{ ...kept, id: expect.any(Number) }]);
  });

  test("every change has its entry: who, what, which image by its name, from where and in which request", async () => {
    const by = { ...ADA };
    await store().createImage({ id: "image_1", owner: "ada", name: "debian", createdAt: 1_000 }, by);
    await store().recordPart("image_1", 1_100);
    await store().beginVerification("image_1", DIGEST, 1_200, by);
    await store().completeImage("image_1", 10, 1_300);
    await store().deleteImage("image_1", "ada", 1_400, by);
    await store().restoreImage("image_1", "ada", 1_500, by);
    const done = { outcome: "done", reason: null, imageId: "image_1", imageName: "debian" };
    const system = { actor: "system", tokenId: null, address: null, requestId: null };
    expect(await trail()).toMatchObject([
      { ...done, ...by, action: "image.restore", at: 1_500 },
      { ...done, ...by, action: "image.delete", at: 1_400 },
      { ...done, ...system, action: "image.verified", at: 1_300 },
      { ...done, ...by, action: "image.complete", at: 1_200 },
      { ...done, ...by, action: "image.create", at: 1_000 },
    ]);
  });

  test("what the jobs and the admin command do has entries too", async () => {
    await makeImage(store(), { id: "image_stale" });
    await makeVerifyingImage(store(), "image_wrong");
    await makeImage(store(), { id: "image_shown" });
    await store().failImage("image_wrong", "The checksum does not match.", 2_000, "checksum_mismatch");
    await store().failStale(1_001, "given up", 2_100);
    await store().claimRemovable(0, 2_200);
    await store().setPublic("image_wrong", true);
    const failed = await trail({ action: "image.failed" });
    expect(failed.toSorted((one, other) => (String(one.imageId) < String(other.imageId) ? -1 : 1))).toMatchObject([
      { imageId: "image_shown", reason: "stale_upload" },
      { imageId: "image_stale", reason: "stale_upload", outcome: "failed", actor: "system" },
      { imageId: "image_wrong", reason: "checksum_mismatch", outcome: "failed", actor: "system" },
    ]);
    const purged = (await trail({ action: "image.purge" })).map(({ imageId }) => String(imageId));
    expect(purged.toSorted()).toEqual(["image_shown", "image_stale", "image_wrong"]);
    await store().createToken({ id: "token_9", hash: "0f".repeat(32), owner: "bob", role: "viewer", createdAt: 3_000 });
    await store().revokeToken("token_9", 3_100);
    expect(await trail({ action: "token.create" })).toMatchObject([{ tokenId: "token_9", actor: "system" }]);
    expect(await trail({ action: "token.revoke" })).toMatchObject([{ tokenId: "token_9", at: 3_100 }]);
    expect(await trail({ action: "image.publish" })).toMatchObject([{ imageId: "image_wrong" }]);
  });

  test("what changes nothing has no entry", async () => {
    await makeImage(store(), { id: "image_1", name: "debian" });
    const before = await trail();
    await store().createImage({ id: "image_2", owner: "ada", name: "debian", createdAt: 1 }, ADA);
    await store().deleteImage("image_1", "bob", 2, ADA);
    await store().restoreImage("image_1", "ada", 2, ADA);
    await store().completeImage("image_1", 1, 2);
    await store().failImage("image_0", "gone", 2);
    await store().setPublic("image_0", true, ADA);
    await store().beginVerification("image_0", DIGEST, 2, ADA);
    await store().revokeToken("token_0", 2, ADA);
    await store().claimRemovable(0, 2);
    await store().failStale(0, "stale", 2);
    expect(await trail()).toEqual(before);
  });

  test("a change that cannot be made leaves no entry behind", async () => {
    await makeImage(store(), { id: "image_1", name: "debian" });
    const twice = { id: "image_1", owner: "ada", name: "fedora", createdAt: 2 };
    await expect(store().createImage(twice, ADA)).rejects.toThrow();
    expect(await actions()).toEqual(["image.create"]);
  });

  test("the trail is newest first, also where the clock was set back, and is read page by page", async () => {
    for (const at of [1_000, 3_000, 2_000, 2_000, 500]) await store().recordAudit(entry({ at }));
    const all = await trail();
    expect(all.map(({ at }) => at)).toEqual([3_000, 2_000, 2_000, 1_000, 500]);
    const pages: AuditRow[] = [];
    for (let before: AuditRow | undefined; ;) {
      const { entries, hasMore } = await store().listAudit({ limit: 2, before });
      pages.push(...entries);
      before = entries.at(-1);
      if (!hasMore) break;
    }
    expect(pages).toEqual(all);
    expect((await trail({ since: 2_000 })).map(({ at }) => at)).toEqual([3_000, 2_000, 2_000]);
  });

  test("filters go together", async () => {
    await store().recordAudit(entry({ actor: "ada", action: "sign_in" }));
    await store().recordAudit(entry({ actor: "ada", action: "image.delete", imageId: "image_1" }));
    await store().recordAudit(entry({ actor: "bob", action: "image.delete", imageId: "image_1" }));
    await store().recordAudit(entry({ actor: null, action: "sign_in", outcome: "refused" }));
    expect(await actions({ actor: "ada" })).toEqual(["image.delete", "sign_in"]);
    expect(await trail({ action: "image.delete" })).toMatchObject([{ actor: "bob" }, { actor: "ada" }]);
    expect(await trail({ imageId: "image_1", actor: "bob" })).toHaveLength(1);
    expect(await trail({ actor: "ada", action: "image.create" })).toEqual([]);
  });

  test("what is too old goes, and its number is given to no other", async () => {
    for (const at of [1_000, 2_000, 3_000]) await store().recordAudit(entry({ at }));
    const [newest] = await trail();
    expect(await store().removeAuditBefore(2_000)).toBe(1);
    expect((await trail()).map(({ at }) => at)).toEqual([3_000, 2_000]);
    expect(await store().removeAuditBefore(9_000)).toBe(2);
    await store().recordAudit(entry());
    expect((await trail())[0]?.id).toBeGreaterThan(newest?.id ?? Number.NaN);
  });
}
