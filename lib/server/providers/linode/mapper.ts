import "server-only";
import type { Fact, ImageDetails, ImageStatus, ProviderImage, Visibility } from "@/lib/contract/image";
import { MIB } from "@/lib/contract/limits";
import { linodeText } from "@/lib/text/linode-text";
import { toImageId } from "./image-id";
import { toInstant, uploadExpiry } from "./instants";
import type { WireImage } from "./wire";

/** What can be done with an image by itself; see the connection's actions. */
export const EDIT = "edit";
export const REPLICATE = "replicate";

export function toImage(wire: WireImage): ProviderImage {
  const status = toStatus(wire);
  return {
    id: toImageId(wire.id),
    name: wire.label,
    status,
    providerStatus: wire.status ?? "unknown",
    createdAt: wire.created,
    uploadedAt: null,
    finishedAt: null,
    visibility: toVisibility(wire),
    sha256: null,
    isSha256Verified: null,
    sizeBytes: megabytes(wire.size),
    failureReason: null,
    deletedAt: null,
    details: toDetails(wire, status),
    actions: toActions(wire, status),
  };
}

/**
 * All images of all pages, each once although pages move while they are read: Linode cannot order by date. Those of one second stand in
 * the order of their numbers.
 */
export function newestFirst(images: readonly ProviderImage[]): ProviderImage[] {
  const unique = new Map(images.map((image) => [image.id, image]));
  return [...unique.values()].toSorted(
    (one, other) =>
      Date.parse(other.createdAt) - Date.parse(one.createdAt) ||
      other.id.localeCompare(one.id, "en", { numeric: true }),
  );
}

/** There is no status for a failure: an image whose file is refused or does not arrive vanishes. */
function toStatus({ status }: WireImage): ImageStatus {
  switch (status) {
    case "pending_upload":
      return "waiting";
    case "creating":
      return "processing";
    case "available":
      return "completed";
    default:
      return "unknown";
  }
}

/** `is_shared` is true for an image that was given to others, and "none" for one that others gave to this account. */
function toVisibility({ is_public, is_shared, type }: WireImage): Visibility {
  if (is_public === true) return "public";
  return is_shared === true || is_shared === "none" || type === "shared" ? "shared" : "private";
}

/** Whether it is the account's own, to be changed. */
function isOwn({ id, is_public, is_shared, type }: WireImage): boolean {
  return id.startsWith("private/") && is_public !== true && is_shared !== "none" && type !== "shared";
}

function toActions(wire: WireImage, status: ImageStatus): string[] {
  if (!isOwn(wire)) return [];
  return status === "completed" ? [EDIT, REPLICATE] : [EDIT];
}

/**
 * Linode's MB, taken as 1024² bytes: its own plans have 81920 "MB" of disk for 80 GB and 4096 of memory for 4 GB. No page of theirs says
 * so, and were it 1000², sizes would be 4.9 % too large. Null for 0, which an image has that is not made yet.
 */
export function megabytes(size: number | null | undefined): number | null {
  return typeof size === "number" && size > 0 ? Math.round(size * MIB) : null;
}

function toDetails(wire: WireImage, status: ImageStatus): ImageDetails {
  const uploadEnds = status === "waiting" ? uploadExpiry(wire.created) : null;
  return {
    nativeId: wire.id,
    description: wire.description ?? null,
    tags: wire.tags ?? null,
    regions:
      wire.regions?.map(({ region, status: state }) => ({
        id: region,
        status: state,
        isAvailable: state === "available",
      })) ?? null,
    operatingSystem: null,
    scope: null,
    expiresAt: toInstant(wire.expiry) ?? uploadEnds,
    facts: toFacts(wire),
  };
}

function toFacts(wire: WireImage): Fact[] {
  const { facts: names } = linodeText;
  const disk = megabytes(wire.size);
  const { shared_with: sharedWith, shared_by: sharedBy } = wire.image_sharing ?? {};
  const groups = sharedWith?.sharegroup_count ?? 0;
  return [
    fact(names.minimumDisk, "bytes", disk === null ? null : String(disk)),
    // 0 on images that are older than the field.
    fact(names.stored, "bytes", wire.total_size ? String(Math.round(wire.total_size)) : null),
    fact(names.vendor, "text", wire.vendor),
    fact(names.type, "text", wire.type),
    fact(names.deprecated, "text", wire.deprecated === true ? names.yes : null),
    fact(names.createdBy, "text", wire.created_by),
    fact(names.capabilities, "text", wire.capabilities?.join(", ")),
    fact(names.endOfLife, "instant", toInstant(wire.eol)),
    fact(names.updated, "instant", toInstant(wire.updated)),
    fact(names.shareGroup, "text", sharedBy?.sharegroup_label),
    fact(names.sharedWith, "text", groups > 0 ? names.shareGroups(groups) : null),
  ].filter((one) => one !== null);
}

/** Null for what there is nothing to say of. */
function fact(label: string, kind: Fact["kind"], value: string | null | undefined): Fact | null {
  return typeof value === "string" && value !== "" ? { label, value, kind } : null;
}
