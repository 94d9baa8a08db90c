import { createHash } from "node:crypto";

/** What the contract says of an image, whatever a server does with it. */
export interface ModelImage {
  id: string;
  name: string;
  status: "started" | "uploading" | "completed" | "failed";
  isDeleted: boolean;
  /** Of its only part; null before it came. */
  bytes: string | null;
  /** As it was declared. */
  declared: string | null;
}

/** One step of a walk. `image` counts among those made so far; `text` makes names and bytes. */
export interface Step {
  kind: "create" | "part" | "complete" | "completeWrong" | "delete" | "restore" | "download" | "get";
  image: number;
  text: string;
  /** It is tried with another owner's token. */
  isStranger: boolean;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** An owner's images by the rules of the contract. Each method tells the status of the answer, and changes what would change. */
export class Model {
  readonly images: ModelImage[] = [];

  canCreate(name: string): boolean {
    return !this.#isTaken(name);
  }

  add(id: string, name: string): void {
    this.images.push({ id, name, status: "started", isDeleted: false, bytes: null, declared: null });
  }

  part(image: ModelImage, bytes: string): number {
    if (image.isDeleted) return 404;
    if (image.status === "completed" || image.status === "failed") return 400;
    image.bytes = bytes;
    image.status = "uploading";
    return 200;
  }

  complete(image: ModelImage, digest: string): number {
    if (image.isDeleted) return 404;
    if (image.declared !== null) return image.declared === digest ? 200 : 400;
    if (image.bytes === null) return 400;
    image.declared = digest;
    image.status = sha256(image.bytes) === digest ? "completed" : "failed";
    return 200;
  }

  delete(image: ModelImage): number {
    if (image.isDeleted) return 404;
    image.isDeleted = true;
    return 200;
  }

  restore(image: ModelImage): number {
    if (!image.isDeleted) return 404;
    if (this.#isTaken(image.name)) return 409;
    image.isDeleted = false;
    return 200;
  }

  download(image: ModelImage): number {
    if (image.isDeleted) return 404;
    return image.status === "completed" ? 200 : 409;
  }

  get(image: ModelImage): number {
    return image.isDeleted ? 404 : 200;
  }

  #isTaken(name: string): boolean {
    return this.images.some((image) => image.name === name && !image.isDeleted);
  }
}
