import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { openStores, type OpenedStores } from "@/lib/images-api/jobs/stores.fixture";
import { createVerifier } from "@/lib/images-api/jobs/verifier";

/** Real stores in a folder laid out as the server's, with images in every state; for tests. */
export class KeptStore {
  private constructor(readonly stores: OpenedStores) {}

  static async open(directory?: string): Promise<KeptStore> {
    return new KeptStore(await openStores(directory));
  }

  get directory(): string {
    return this.stores.directory;
  }

  /** A completed image of these parts. @returns its SHA-256 */
  async complete(id: string, ...parts: Buffer[]): Promise<string> {
    const sha256 = await this.freeze(id, ...parts);
    await createVerifier(this.stores).verify(id);
    return sha256;
  }

  /** An image that waits for its verification. @returns its SHA-256 */
  async freeze(id: string, ...parts: Buffer[]): Promise<string> {
    const sha256 = await this.stores.upload(id, ...(parts.length > 0 ? parts : [randomBytes(1000)]));
    await this.stores.metadata.beginVerification(id, sha256, Date.now());
    return sha256;
  }

  /** Deletes an image and lets its bytes go, as upkeep does when their time is over; that of all others that were deleted is, too. */
  async purge(id: string): Promise<void> {
    const { metadata, objects } = this.stores;
    await metadata.deleteImage(id, "ops", Date.now());
    await metadata.claimRemovable(Date.now() + 1, Date.now());
    await objects.remove(id);
  }

  /** One image in each state: open, without parts, verifying, completed, deleted, purged, failed. */
  async fill(): Promise<void> {
    const { metadata, objects } = this.stores;
    await this.complete("image_completed", randomBytes(100_000), randomBytes(10));
    await this.complete("image_purged");
    await this.purge("image_purged");
    await this.complete("image_deleted");
    await metadata.deleteImage("image_deleted", "ops", Date.now());
    await this.stores.upload("image_open", randomBytes(5000), randomBytes(7));
    await metadata.createImage({ id: "image_started", owner: "ops", name: "started", createdAt: Date.now() });
    await metadata.createImage({ id: "image_failed", owner: "ops", name: "failed", createdAt: Date.now() });
    await metadata.failImage("image_failed", "Another file.", Date.now());
    await metadata.claimRemovable(0, Date.now());
    await this.freeze("image_verifying");
    await objects.seal("image_verifying");
  }

  sealedPart(id: string, partNumber = 1): string {
    return join(this.directory, "objects", "sealed", id, String(partNumber));
  }

  openPart(id: string, partNumber = 1): string {
    return join(this.directory, "objects", "open", id, String(partNumber));
  }

  dispose(options?: { keep: boolean }): Promise<void> {
    return this.stores.dispose(options);
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
