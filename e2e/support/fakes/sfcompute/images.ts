import { randomBytes } from "node:crypto";

export type UploadStatus = "started" | "uploading" | "completed" | "failed" | "revoked";

/** An image as SF Compute would keep it. Instants are Unix seconds. */
export interface FakeImage {
  id: string;
  name: string;
  account: string;
  /** Null for what was made without one, by version 2. */
  workspace: string | null;
  status: UploadStatus;
  createdAt: number;
  sha256: string | null;
  /** Everybody who knows its id may read it. */
  isPublic: boolean;
  isDeleted: boolean;
  /** Where it stands among all that were ever made. */
  order: number;
}

/** Who asks, and what for. */
export interface ListOptions {
  account: string;
  /** Undefined: all workspaces. */
  workspace: string | undefined;
  includeDeleted: boolean;
  limit: number;
  startingAfter: string | undefined;
  endingBefore: string | undefined;
}

/** All images of all accounts. */
export class FakeImages {
  readonly #images = new Map<string, FakeImage>();
  #made = 0;

  add(image: Pick<FakeImage, "account" | "name"> & Partial<FakeImage>): FakeImage {
    const made: FakeImage = {
      id: `image_${randomBytes(12).toString("base64url")}`,
      workspace: null,
      status: "started",
      createdAt: Math.floor(Date.now() / 1000),
      sha256: null,
      isPublic: false,
      isDeleted: false,
      order: ++this.#made,
      ...image,
    };
    this.#images.set(made.id, made);
    return made;
  }

  find(id: string): FakeImage | undefined {
    return this.#images.get(id);
  }

  /** One that is not deleted; names are unique among an account's. */
  named(account: string, name: string): FakeImage | undefined {
    return [...this.#images.values()].find(
      (image) => image.account === account && image.name === name && !image.isDeleted,
    );
  }

  /** One page, newest first, and whether more lie beyond it. */
  page(options: ListOptions): { images: FakeImage[]; hasMore: boolean } {
    const { account, workspace, includeDeleted, limit, startingAfter, endingBefore } = options;
    const all = [...this.#images.values()]
      .filter((image) => image.account === account && (workspace === undefined || image.workspace === workspace))
      .filter((image) => includeDeleted || !image.isDeleted)
      .toSorted((one, other) => other.order - one.order);
    if (endingBefore !== undefined) {
      const newer = all.filter((image) => image.order > orderOf(endingBefore));
      return { images: newer.slice(-limit), hasMore: newer.length > limit };
    }
    const older = startingAfter === undefined ? all : all.filter((image) => image.order < orderOf(startingAfter));
    return { images: older.slice(0, limit), hasMore: older.length > limit };
  }
}

/** What follows this image in a list. */
export function cursorOf({ order }: FakeImage): string {
  return `imagec_${Buffer.from(String(order)).toString("base64url")}`;
}

/** NaN for a cursor that is none: then nothing follows. */
function orderOf(cursor: string): number {
  return Number(Buffer.from(cursor.slice("imagec_".length), "base64url").toString());
}
