import "server-only";
import type { Action, ImageLog, Job } from "@/lib/contract/action";
import type { AuditPage, AuditQuery } from "@/lib/contract/audit";
import type { ProviderId } from "@/lib/contract/connection-id";
import type { Form, FormValues } from "@/lib/contract/form";
import type { DownloadLink, ProviderImage, ProviderImagePage, Scopes } from "@/lib/contract/image";
import type { ListImagesQuery } from "@/lib/contract/list-images-query";
import type { Naming } from "@/lib/contract/image-name";
import type { Account, Capabilities, Connection, SignInSetting, UploadRules } from "@/lib/contract/session";
import type {
  CompleteImageRequest,
  CreateImageRequest,
  PartUrl,
  PartUrlRequest,
  ProviderCreatedImage,
  UploadPlan,
  UploadPlanRequest,
} from "@/lib/contract/upload-plan";

/** Keeps what a browser may carry for the server but not read. */
export interface Vault {
  /** Encrypted and signed; opens only for this connection's account. */
  seal(secret: string): Promise<string>;
  /** @throws ApiError `invalid_request` for what this vault did not seal for this account */
  open(sealed: string): Promise<string>;
}

/** What one request brings along. */
export interface ProviderCall {
  /** The connection's id, as it stands in our own URLs. While somebody signs in it is not settled, and is the provider's. */
  connection: string;
  token: string;
  /** What was entered beside the token, by the names of `signIn.settings`. */
  settings: Readonly<Record<string, string>>;
  /** Names the browser's request in every log that it passes: a UUID. */
  requestId: string;
  /** The browser's address; null when nobody trustworthy tells it. */
  clientAddress: string | null;
  vault: Vault;
  /** Ends reads when the browser goes away. Writes go on: half of one would leave the browser not knowing. */
  signal: AbortSignal;
}

/** What an action came to; see `ActionResult`. */
export interface ProviderActionResult {
  message: string;
  image: ProviderImage | null;
  jobId: string | null;
  isIncomplete?: boolean;
}

/** Forms that provider's own actions, and its uploads, ask to be filled in. `imageId` is null for what concerns no single image. */
export interface ProviderActions {
  /** `values` is what was entered so far. `upload` is the form of uploads. @throws ApiError `not_found` for no such action */
  form(action: string, imageId: string | null, values: FormValues): Promise<Form>;
  /** @throws ApiError `invalid_request` with details by the names of fields */
  run(action: string, imageId: string | null, values: FormValues): Promise<ProviderActionResult>;
}

/**
 * One user's way to one images API, made for one request and holding that request's token.
 *
 * Every operation throws `ApiError`: `token_rejected` when the token is not accepted; `forbidden`, `not_found`, `conflict`,
 * `invalid_request`, `too_large` and `rate_limited` with the provider's own message; `upstream_unreachable`, `upstream_timeout`, and
 * `upstream_failed` when the provider fails or answers what is not of its contract. Images of others are `not_found`.
 *
 * What is optional here is what not every API has; the capability of its name, or the connection's `actions` and `scopes`, say so to the
 * browser.
 */
export interface ImageProvider {
  /** Who the token belongs to. */
  identify(): Promise<Account>;
  /** One page, newest first. */
  list(query: ListImagesQuery): Promise<ProviderImagePage>;
  get(imageId: string): Promise<ProviderImage>;
  /** `conflict` when something still uses the image. */
  delete(imageId: string): Promise<void>;
  upload?: ProviderUploads;
  /** Takes back a deletion. `conflict` when the name is in use or the bytes are gone. */
  restore?: (imageId: string) => Promise<ProviderImage>;
  /** `conflict` until the image is completed. */
  downloadLink?: (imageId: string) => Promise<DownloadLink>;
  /** The parts that a list can be narrowed to. */
  scopes?: () => Promise<Scopes["scopes"]>;
  actions?: ProviderActions;
  /** `not_found` also for a job that was only just begun, where the provider is slow to know it. */
  job?: (jobId: string) => Promise<Job>;
  log?: (imageId: string) => Promise<ImageLog>;
  /** One page of what was done and tried, newest first. `forbidden` for whoever may not know. */
  audit?: (query: AuditQuery) => Promise<AuditPage>;
}

/** How files get into images. */
export interface ProviderUploads {
  /** Makes an image without bytes. `conflict` when the name is in use. */
  create(request: CreateImageRequest): Promise<ProviderCreatedImage>;
  /** How a file is sent to an image that was made earlier. `conflict` when the image takes no bytes any more. */
  plan(imageId: string, request: UploadPlanRequest): Promise<UploadPlan>;
  /** A URL for one PUT of one part. */
  createPartUrl(imageId: string, request: PartUrlRequest): Promise<PartUrl>;
  /** Takes a part, of a `blocks` plan, as fast as the provider does. May be repeated. */
  putPart?: (imageId: string, partNumber: number, bytes: ReadableStream<Uint8Array>) => Promise<void>;
  /** The answer may still be `verifying`. May be repeated until it is final. */
  complete(imageId: string, request: CompleteImageRequest): Promise<ProviderImage>;
}

/** A kind of images API that this installation offers. */
export interface ProviderKind {
  id: ProviderId;
  /** Its name for people. */
  label: string;
  /** As `Connection.apiUrl`. */
  apiUrl: string;
  signIn: { tokenHint: string | null; settings: readonly SignInSetting[] };
  naming: Naming;
  upload: UploadRules;
  scopes: Connection["scopes"];
  /** As `Connection.showsDeleted`. */
  showsDeleted: boolean;
  /** As `Connection.listIntervalSeconds`. */
  listIntervalSeconds: number;
  /** What an account can do here; needs no request. */
  capabilities(account: Account): Capabilities;
  /** The provider's own actions, for this account. */
  actions(account: Account): Action[];
  open(call: ProviderCall): ImageProvider;
}
