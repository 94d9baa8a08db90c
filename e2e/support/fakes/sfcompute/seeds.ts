import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { accountOf, bearerToken } from "@/e2e/support/fakes/harness/tokens";
import type { ApiState } from "./api";
import type { FakeImage } from "./images";

export type NewImage = Pick<FakeImage, "account" | "name"> & Partial<FakeImage>;

const BYTES = Buffer.from("An image.\n".repeat(100));

const DAY_SECONDS = 24 * 60 * 60;

/** What an account has when it is first seen, oldest first. All of it is in the workspace `research`. */
const SEEDS: readonly (Pick<FakeImage, "name"> & Partial<FakeImage> & { ageDays: number })[] = [
  { name: "ubuntu-24.04-cuda-12.8.img", ageDays: 41 },
  { name: "debian-12.11-slurm.raw", ageDays: 19 },
  { name: "inference-h200.img", ageDays: 12 },
  { name: "rocky-9.6-infiniband.qcow2", ageDays: 6, status: "failed" },
  { name: "training-node.img", ageDays: 0.2, status: "uploading", sha256: null },
];

/** Makes an image that is completed, unless `image` says otherwise, and puts bytes into the storage for it. */
export async function putCompleted({ images, storage }: ApiState, image: NewImage): Promise<FakeImage> {
  const sha256 = createHash("sha256").update(BYTES).digest("hex");
  const added = images.add({ status: "completed", sha256, ...image });
  await storage.put(added.id, BYTES);
  return added;
}

/** Gives each account its seeds at its first request. */
export function seedNewAccounts(put: (image: NewImage) => Promise<FakeImage>): MiddlewareHandler {
  const seeded = new Set<string>();
  return async (c, next) => {
    const account = accountOf(bearerToken(c.req.header("authorization")));
    if (account !== null && !seeded.has(account)) {
      seeded.add(account);
      for (const { ageDays, ...seed } of SEEDS) {
        const createdAt = Math.floor(Date.now() / 1000 - ageDays * DAY_SECONDS);
        await put({ account, workspace: "research", createdAt, ...seed });
      }
    }
    return next();
  };
}
