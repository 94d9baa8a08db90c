import { ServiceError } from "@/lib/images-api/errors";
import type { AuditOrigin } from "@/lib/images-api/metadata/audit";
import type { ImageRow, MetadataStore } from "@/lib/images-api/metadata/types";
import type { ObjectStore } from "@/lib/images-api/objects/types";
import type { Identity } from "@/lib/images-api/tokens/authenticator";

/** Compares digests, in the background or while one waits, on this server or another one. */
export interface ImageVerifier {
  /** Whether bytes are read, which takes a while for a large image. */
  readonly readsBytes: boolean;
  /** Takes up a frozen image. */
  begin(imageId: string): void;
  /** The same, and waits until no verification of it is due any more. Resolves earlier when `signal` is aborted, which stops nothing. Never rejects. */
  verify(imageId: string, signal?: AbortSignal): Promise<void>;
  /** Stops what is under way here for an image that was deleted. */
  abort(imageId: string): void;
}

/** What every verb works with: who asks, and the stores. */
export interface ImagesContext {
  identity: Identity;
  /** The same, as the audit trail keeps it. */
  by: AuditOrigin;
  metadata: MetadataStore;
  objects: ObjectStore;
  verifier: ImageVerifier;
}

/** A verb's argument. */
export interface Call<Input> {
  context: ImagesContext;
  input: Input;
}

/** @throws ServiceError `forbidden` for a token that may only look */
export function requireWriter({ identity }: Pick<ImagesContext, "identity">): void {
  if (identity.role === "viewer") {
    throw new ServiceError(
      "forbidden",
      "Your token is a viewer's: it can look but not change anything. Use a token with the role operator or admin.",
    );
  }
}

/** @throws ServiceError `not_found` for an image of someone else as for one that does not exist */
export async function ownImage({ identity, metadata }: ImagesContext, id: string): Promise<ImageRow> {
  return found(await metadata.findOwnImage(id, identity.owner), id);
}

/** The owner's own image, or a public one. @throws ServiceError `not_found` */
export async function visibleImage({ identity, metadata }: ImagesContext, id: string): Promise<ImageRow> {
  return found(await metadata.findVisibleImage(id, identity.owner), id);
}

export function imageNotFound(id: string): ServiceError {
  return new ServiceError("not_found", `There is no image ${JSON.stringify(id)}, or it was deleted.`);
}

function found(image: ImageRow | null, id: string): ImageRow {
  if (image === null) throw imageNotFound(id);
  return image;
}
