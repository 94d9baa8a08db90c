import { createHash, randomBytes, randomInt } from "node:crypto";
import { type Answer, parsed } from "@/e2e/server/support/answer";
import { ImageClient, imageSchema } from "@/e2e/server/support/image-client";

/** An image that a client was told is complete. */
export interface Acknowledged {
  id: string;
  sha256: string;
  /** Set before its deletion is asked for. */
  mayBeDeleted: boolean;
}

/** What a backup that begins now has to bring back. */
export type Promised = Map<string, string>;

/** Clients that upload, complete and delete all the time, until they are stopped. */
export class BusyClients {
  readonly #acknowledged: Acknowledged[] = [];
  readonly #lanes: Promise<void>[];
  #isStopped = false;

  constructor(url: string, token: string, clients: number) {
    const client = new ImageClient(url, token);
    this.#lanes = Array.from({ length: clients }, () => this.#work(client));
    // What was refused is told by `stop`, not by the process, which ends over it.
    for (const lane of this.#lanes) lane.catch(() => undefined);
  }

  get completed(): number {
    return this.#acknowledged.length;
  }

  /** Images that are complete at this moment, with their checksums. */
  promised(): Promised {
    const live = this.#acknowledged.filter(({ mayBeDeleted }) => !mayBeDeleted);
    return new Map(live.map(({ id, sha256 }) => [id, sha256]));
  }

  /** Those of `promised` that nobody has begun to delete since. */
  stillLive(promised: Promised): string[] {
    const live = this.promised();
    return [...promised.keys()].filter((id) => live.has(id));
  }

  /** Rejects when something was refused meanwhile. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#lanes);
  }

  async #work(client: ImageClient): Promise<void> {
    for (let life = 1; !this.#isStopped; life++) {
      const image = await uploadImage(client, randomBytes(randomInt(1, 400_000)));
      const acknowledged = { ...image, mayBeDeleted: false };
      this.#acknowledged.push(acknowledged);
      if (life % 3 !== 0) continue;
      acknowledged.mayBeDeleted = true;
      requireDone(await client.delete(image.id));
    }
  }
}

/** Uploads an image of one part. @returns when the server called it complete */
export async function uploadImage(client: ImageClient, bytes: Uint8Array): Promise<{ id: string; sha256: string }> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { id } = parsed(imageSchema, await client.create(`image-${randomBytes(8).toString("hex")}`));
  requireDone(await client.putPart(id, 1, bytes));
  let status = "uploading";
  // A server that stops leaves a verification to another one, and an answer does not wait for that.
  while (status === "uploading") status = parsed(imageSchema, await client.complete(id, sha256)).upload_status;
  if (status !== "completed") throw new Error(`${id} is ${status}.`);
  return { id, sha256 };
}

export function requireDone({ status, text }: Answer): void {
  if (status >= 400) throw new Error(`Refused: ${status} ${text}`);
}
