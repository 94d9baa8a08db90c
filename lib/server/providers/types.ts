import "server-only";
import type { CreateImageRequest, DownloadLink, Image, ImagePage, ListImagesQuery } from "@/lib/contract/image";
import type { Account, Capabilities, ProviderId } from "@/lib/contract/session";
import type {
  CompleteImageRequest,
  CreatedImage,
  PartUrl,
  PartUrlRequest,
  UploadPlan,
  UploadPlanRequest,
} from "@/lib/contract/upload-plan";

/** What one request brings along. */
export interface ProviderCall {
  token: string;
  /** The browser's address; null when nobody trustworthy tells it. */
  clientAddress: string | null;
  /** Ends reads when the browser goes away. Writes go on: half of one would leave the browser not knowing. */
  signal: AbortSignal;
}

/**
 * One user's way to one images API, made for one request and holding that request's token.
 *
 * Every operation throws `ApiError`: `token_rejected` when the token is not accepted; `forbidden`, `not_found`, `conflict`,
 * `invalid_request`, `too_large` and `rate_limited` with the provider's own message; `upstream_unreachable`, `upstream_timeout`, and
 * `upstream_failed` when the provider fails or answers what is not of its contract. Images of others are `not_found`.
 */
export interface ImageProvider {
  /** Who the token belongs to. */
  identify(): Promise<Account>;
  /** One page, newest first. */
  list(query: ListImagesQuery): Promise<ImagePage>;
  get(imageId: string): Promise<Image>;
  /** Makes an image without bytes. `conflict` when the name is in use. */
  create(request: CreateImageRequest): Promise<CreatedImage>;
  /** How a file is sent to an image that was made earlier. `conflict` when the image takes no bytes any more. */
  plan(imageId: string, request: UploadPlanRequest): Promise<UploadPlan>;
  /** A URL for one PUT of one part. */
  createPartUrl(imageId: string, request: PartUrlRequest): Promise<PartUrl>;
  /** The answer may still be `verifying`. */
  complete(imageId: string, request: CompleteImageRequest): Promise<Image>;
  /** `conflict` when something still uses the image. */
  delete(imageId: string): Promise<void>;
  /** Takes back a deletion. `conflict` when the name is in use or the bytes are gone; `forbidden` where the capability says no. */
  restore(imageId: string): Promise<Image>;
  /** `conflict` until the image is completed. */
  downloadLink(imageId: string): Promise<DownloadLink>;
}

/** A kind of images API that this installation offers. */
export interface ProviderKind {
  id: ProviderId;
  /** Its name for people. */
  label: string;
  /** As `Connection.apiUrl`. */
  apiUrl: string;
  /** What an account can do here; needs no request. */
  capabilities(account: Account): Capabilities;
  open(call: ProviderCall): ImageProvider;
}
