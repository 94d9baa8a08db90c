import "server-only";
import type {
  DownloadLink,
  Fact,
  ImageDetails,
  ImageStatus,
  ProviderImage,
  ProviderImagePage,
  Visibility,
} from "@/lib/contract/image";
import type { Account } from "@/lib/contract/session";
import type { PartUrl } from "@/lib/contract/upload-plan";
import { sfcomputeText } from "@/lib/text/sfcompute-text";
import type { WireAccount, WireDownload, WireImage, WireImageList, WirePartUrl } from "./wire";

/** The action of the preview, by its id. */
export const REVOKE = "revoke";

/** @param offersRevoke whether this API can revoke images */
export function toImage(wire: WireImage, offersRevoke = false): ProviderImage {
  const isRevocable = offersRevoke && wire.upload_status === "completed" && typeof wire.deleted_at !== "number";
  return {
    id: wire.id,
    name: wire.name ?? wire.id,
    status: toStatus(wire),
    providerStatus: wire.upload_status,
    createdAt: toInstant(wire.created_at),
    uploadedAt: toInstantIfAny(wire.uploaded_at),
    finishedAt: toInstantIfAny(wire.finished_at),
    visibility: toVisibility(wire.is_public),
    sha256: wire.sha256 ?? null,
    isSha256Verified: wire.sha256_verified ?? null,
    sizeBytes: wire.size ?? null,
    failureReason: wire.failure_reason ?? null,
    deletedAt: toInstantIfAny(wire.deleted_at),
    details: toDetails(wire),
    actions: isRevocable ? [REVOKE] : [],
  };
}

export function toImagePage(wire: WireImageList, offersRevoke = false): ProviderImagePage {
  const images = wire.data.map((image) => toImage(image, offersRevoke));
  return { images, nextCursor: wire.has_more ? (wire.cursor ?? null) : null };
}

export function toPartUrl(wire: WirePartUrl): PartUrl {
  return { url: wire.url, expiresAt: toInstant(wire.expires_at) };
}

export function toDownloadLink(wire: WireDownload): DownloadLink {
  return { url: wire.url, expiresAt: toInstant(wire.expires_at), sha256: wire.sha256, sizeBytes: wire.size };
}

export function toAccount(wire: WireAccount): Account {
  return { name: wire.account ?? null, role: wire.role ?? null };
}

/** Null where the API tells no more. */
function toDetails({ workspace, owner, resource_path: path }: WireImage): ImageDetails | null {
  const facts: Fact[] = [
    { label: sfcomputeText.workspace, value: workspace ?? "", kind: "text" },
    { label: sfcomputeText.owner, value: owner ?? "", kind: "text" },
    { label: sfcomputeText.resourcePath, value: path ?? "", kind: "code" },
  ];
  const told = facts.filter(({ value }) => value !== "");
  if (told.length === 0) return null;
  return {
    nativeId: null,
    description: null,
    tags: null,
    regions: null,
    operatingSystem: null,
    scope: null,
    expiresAt: null,
    facts: told,
  };
}

function toStatus(wire: WireImage): ImageStatus {
  switch (wire.upload_status) {
    case "started":
      return "waiting";
    case "uploading":
      // The contract has no word for verifying. While the embedded API verifies, an image is still `uploading` and already shows the
      // digest that was declared on completing it; before that it shows none.
      return typeof wire.sha256 === "string" ? "verifying" : "uploading";
    case "completed":
      return "completed";
    case "failed":
      return "failed";
    default:
      return "unknown";
  }
}

function toVisibility(isPublic: boolean | null | undefined): Visibility | null {
  if (typeof isPublic !== "boolean") return null;
  return isPublic ? "public" : "private";
}

function toInstantIfAny(unixSeconds: number | null | undefined): string | null {
  return typeof unixSeconds === "number" ? toInstant(unixSeconds) : null;
}

/** Seconds since 1970 in ISO 8601. */
export function toInstant(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString();
}
