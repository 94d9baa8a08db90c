import "server-only";
import { sha256Schema, type Fact, type ImageDetails, type ProviderImage } from "@/lib/contract/image";
import type { Account } from "@/lib/contract/session";
import { oxideText } from "@/lib/text/oxide-text";
import { DEMOTE, PROMOTE } from "./action-ids";
import type { WireImage, WireUser } from "./wire";

/** The id under which a list can be narrowed to the silo's images. No project has it: theirs are UUIDs. */
export const SILO_SCOPE = "silo";

/** Names of projects by their ids. */
export type ProjectNames = ReadonlyMap<string, string>;

export function toImage(wire: WireImage, projects: ProjectNames): ProviderImage {
  const projectId = wire.project_id ?? null;
  const sha256 = wire.digest?.type === "sha256" ? sha256Schema.safeParse(wire.digest.value.toLowerCase()).data : null;
  return {
    id: wire.id,
    name: wire.name,
    // Oxide has no word for it: an image that exists is complete.
    status: "completed",
    providerStatus: "completed",
    createdAt: wire.time_created,
    uploadedAt: null,
    finishedAt: null,
    visibility: projectId === null ? "silo" : "project",
    sha256: sha256 ?? null,
    isSha256Verified: null,
    sizeBytes: wire.size,
    failureReason: null,
    deletedAt: null,
    details: {
      ...NO_DETAILS,
      description: wire.description === "" ? null : wire.description,
      operatingSystem: toOperatingSystem(wire),
      scope: projectId === null ? { id: SILO_SCOPE, label: oxideText.silo } : toScope(projectId, projects),
      facts: [
        { label: oxideText.blockSize, value: String(wire.block_size), kind: "bytes" },
        ...(wire.digest && !sha256 ? [digestFact(wire.digest)] : []),
        ...(wire.time_modified === wire.time_created ? [] : [modifiedFact(wire)]),
      ],
    },
    actions: [projectId === null ? DEMOTE : PROMOTE],
  };
}

export const NO_DETAILS: ImageDetails = {
  nativeId: null,
  description: null,
  tags: null,
  regions: null,
  operatingSystem: null,
  scope: null,
  expiresAt: null,
  facts: [],
};

/** A project that nobody may list any more is known by its id alone. */
export function toScope(projectId: string, projects: ProjectNames): { id: string; label: string } {
  return { id: projectId, label: projects.get(projectId) ?? projectId };
}

export function toOperatingSystem({ os, version }: { os: string; version: string }): ImageDetails["operatingSystem"] {
  return os === "" ? null : { name: os, version: version === "" ? null : version };
}

export function toAccount({ display_name: name, silo_admin: isAdmin }: WireUser): Account {
  return { name, role: isAdmin === true ? oxideText.siloAdmin : null };
}

/** Newest first; those of one instant by id, so that the order is always the same. */
export function newestFirst(images: readonly ProviderImage[]): ProviderImage[] {
  return images.toSorted((one, other) => compare(other.createdAt, one.createdAt) || compare(one.id, other.id));
}

function digestFact({ type, value }: { type: string; value: string }): Fact {
  return { label: oxideText.digest, value: `${type}:${value}`, kind: "code" };
}

function modifiedFact({ time_modified: value }: WireImage): Fact {
  return { label: oxideText.modified, value, kind: "instant" };
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
