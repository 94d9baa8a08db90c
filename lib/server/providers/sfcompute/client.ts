import "server-only";
import type { AuditQuery } from "@/lib/contract/audit";
import type { ListImagesQuery } from "@/lib/contract/list-images-query";
import type { PartUrlRequest } from "@/lib/contract/upload-plan";
import {
  askUpstream,
  parseAnswer,
  requestUpstream,
  requestUpstreamNothing,
  type UpstreamOptions,
  type UpstreamRequest,
} from "@/lib/server/http/upstream";
import type { ProviderCall } from "@/lib/server/providers/types";

import { wholeImageId, wireAuditListSchema } from "./audit";
import {
  wireAccountSchema,
  wireDeletedSchema,
  wireDownloadSchema,
  wireErrorSchema,
  wireImageListSchema,
  wireImageSchema,
  wirePartUrlSchema,
  type WireAccount,
} from "./wire";

/** The version that has a document. Any other one is a preview of what comes. */
const DOCUMENTED_PREFIX = "/v2";

/** Entries of the audit trail that are asked for at a time. */
const AUDIT_PAGE = 100;

/** Where the images API is. `embedded`: it is part of this very process, and knows what to do with a browser's address. */
export interface SfcomputeOptions {
  apiUrl: URL;
  /** As in `/v2`. */
  prefix: string;
  embedded: boolean;
  /** Where scripts reach it, without the prefix. */
  publicUrl: URL;
  /** How long reads and writes may take, in ms; sensible ones when left out. */
  deadlines?: { read: number; write: number };
}

/** Whether it is a version with workspaces and revocation, and without a list of deleted images. */
export function isPreview({ prefix }: Pick<SfcomputeOptions, "prefix">): boolean {
  return prefix !== DOCUMENTED_PREFIX;
}

export type SfcomputeClient = ReturnType<typeof createSfcomputeClient>;

/**
 * The seven operations of the vendor's document plus `restore`, `revoke`, `audit` and `account`, in wire shapes. Holds one request's token.
 * Errors as in `ImageProvider`.
 */
export function createSfcomputeClient(options: SfcomputeOptions, label: string, call: ProviderCall) {
  const upstream = upstreamOptions(options, label, call);
  const place = isPreview(options) ? { workspace: call.settings["workspace"] } : null;
  return {
    list: (query: ListImagesQuery) => requestUpstream(upstream, listRequest(query, place), wireImageListSchema),
    get: (id: string) => requestUpstream(upstream, { method: "GET", path: imagePath(id) }, wireImageSchema),
    create: (name: string) => requestUpstream(upstream, postRequest(["images"], { name, ...place }), wireImageSchema),
    createPartUrl: (id: string, { partNumber, sizeBytes }: PartUrlRequest) => {
      // The vendor's document knows no size.
      const size = options.embedded && sizeBytes !== undefined ? { size: sizeBytes } : null;
      const request = postRequest(imagePath(id, "parts"), { part_id: partNumber, ...size });
      return requestUpstream(upstream, request, wirePartUrlSchema);
    },
    complete: (id: string, sha256: string) =>
      requestUpstream(upstream, postRequest(imagePath(id, "complete"), { sha256 }), wireImageSchema),
    delete: (id: string) => requestUpstream(upstream, { method: "DELETE", path: imagePath(id) }, wireDeletedSchema),
    restore: (id: string) =>
      requestUpstream(upstream, { method: "POST", path: imagePath(id, "restore") }, wireImageSchema),
    revoke: (id: string) => requestUpstreamNothing(upstream, { method: "POST", path: imagePath(id, "revoke") }),
    download: (id: string) =>
      requestUpstream(upstream, { method: "GET", path: imagePath(id, "download") }, wireDownloadSchema),
    audit: (query: AuditQuery) => requestUpstream(upstream, auditRequest(query), wireAuditListSchema),
    account: () => readAccount(upstream, place),
  };
}

function upstreamOptions(options: SfcomputeOptions, label: string, call: ProviderCall): UpstreamOptions {
  const baseUrl = withPrefix(options.apiUrl, options.prefix);
  const headers: Record<string, string> = { authorization: `Bearer ${call.token}` };
  // Who uses the dashboard is no business of a foreign API.
  if (options.embedded && call.clientAddress !== null) headers["x-forwarded-for"] = call.clientAddress;
  return {
    provider: "sfcompute",
    label,
    requestId: call.requestId,
    baseUrl,
    headers,
    signal: call.signal,
    readError,
    ...(options.deadlines !== undefined && { deadlines: options.deadlines }),
  };
}

/** An images API's base URL: no slash at its end. */
export function withPrefix(apiUrl: URL, prefix: string): URL {
  const url = new URL(apiUrl);
  url.pathname = url.pathname.replace(/\/+$/, "") + prefix;
  return url;
}

function imagePath(id: string, ...rest: string[]): readonly string[] {
  return ["images", id, ...rest];
}

function postRequest(path: readonly string[], body: unknown): UpstreamRequest {
  return { method: "POST", path, body };
}

/** In what part of an account a preview works; null for version 2, which has none. */
type Place = { workspace: string | undefined } | null;

function listRequest({ cursor, limit, includeDeleted }: ListImagesQuery, place: Place): UpstreamRequest {
  return {
    method: "GET",
    path: ["images"],
    query: {
      limit: String(limit),
      starting_after: cursor,
      include_deleted: includeDeleted && place === null ? "true" : undefined,
      ...place,
    },
  };
}

function auditRequest({ cursor, actor, action, imageId }: AuditQuery): UpstreamRequest {
  return {
    method: "GET",
    path: ["audit"],
    query: { limit: String(AUDIT_PAGE), cursor, actor, action, image_id: imageId && wholeImageId(imageId) },
  };
}

/** SF Compute itself has no `/me`: then a short list tells whether the token is good, and nobody tells whose it is. */
async function readAccount(upstream: UpstreamOptions, place: Place): Promise<WireAccount> {
  const answer = await askUpstream(upstream, { method: "GET", path: ["me"] });
  if (answer.status !== 404) return parseAnswer(upstream, answer, wireAccountSchema);
  await requestUpstream(upstream, listRequest({ limit: 1, includeDeleted: false }, place), wireImageListSchema);
  return {};
}

function readError(body: unknown): ReturnType<UpstreamOptions["readError"]> {
  const parsed = wireErrorSchema.safeParse(body);
  if (!parsed.success) return null;
  const { message, details } = parsed.data.error;
  return {
    message,
    ...(details && { details: details.map((detail) => ({ field: detail.field ?? null, message: detail.message })) }),
  };
}
