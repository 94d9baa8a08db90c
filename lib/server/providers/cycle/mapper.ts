import "server-only";
import type { Fact, ImageStatus, ProviderImage, ProviderImagePage } from "@/lib/contract/image";
import { cycleText } from "@/lib/text/cycle-text";
import { withoutCredentials } from "./scrub";
import type { WireImage, WireIncludes, WireOrigin, WireSource } from "./wire";

type Includes = WireIncludes | null | undefined;

/** @param includes what came along with it, or with the list that it is of */
export function toImage(wire: WireImage, includes: Includes): ProviderImage {
  const { current, changed, error } = wire.state;
  const status = toStatus(wire);
  const isDone = status === "completed" || status === "failed";
  return {
    id: wire.id,
    name: toName(wire, includes),
    status,
    providerStatus: current,
    // An image has always been made; an instant that is missing is in its id.
    createdAt: wire.events.created ?? instantOfId(wire.id),
    uploadedAt: null,
    finishedAt: isDone ? (error?.time ?? changed) : null,
    visibility: null,
    sha256: null,
    isSha256Verified: null,
    // A shell has no bytes yet, rather than none.
    sizeBytes: wire.size === 0 ? null : wire.size,
    failureReason: status === "failed" && error !== null ? withoutCredentials(error.message) : null,
    deletedAt: current === "deleted" ? (wire.events.deleted ?? changed ?? instantOfId(wire.id)) : null,
    details: {
      nativeId: null,
      description: wire.about?.description || null,
      tags: null,
      regions: null,
      operatingSystem: null,
      scope: toScope(wire, includes),
      expiresAt: null,
      facts: toFacts(wire, includes),
    },
    actions: toActions(status, current),
  };
}

/** @param isFull there may be a page after it */
export function toImagePage(
  { data, includes }: { data: readonly WireImage[] | null; includes?: Includes },
  { includeDeleted, nextCursor }: { includeDeleted: boolean; nextCursor: string | null },
): ProviderImagePage {
  const images = (data ?? []).map((wire) => toImage(wire, includes));
  return { images: images.filter(({ deletedAt }) => includeDeleted || deletedAt === null), nextCursor };
}

/** Images may have no name: then they are called after their source. */
export function toName(wire: WireImage, includes: Includes): string {
  const own = wire.name?.trim() ?? "";
  const source = sourceOf(wire, includes);
  return own === "" ? (source === null ? wire.id : sourceName(source)) : own;
}

export function sourceName({ name, identifier, id }: WireSource): string {
  return name?.trim() || identifier?.trim() || id;
}

export function originLabel({ type }: WireOrigin): string {
  return wordOf(cycleText.origins, type);
}

/** There is no state of failure: it is an error beside the state in which it happened. */
function toStatus({ state: { current, error } }: WireImage): ImageStatus {
  if (current === "deleted") return "unknown";
  if (error !== null) return "failed";
  switch (current) {
    case "new":
      return "not_imported";
    case "uploading":
    case "downloading":
    case "building":
    case "verifying":
    case "saving":
      return "processing";
    case "live":
      return "completed";
    case "deleting":
      return "deleting";
    default:
      return "unknown";
  }
}

/** Those that an image in this state allows. */
function toActions(status: ImageStatus, current: string): string[] {
  if (current === "deleting" || current === "deleted") return [];
  return status === "not_imported" || status === "failed" ? ["rename", "import"] : ["rename"];
}

function sourceOf({ source }: WireImage, includes: Includes): WireSource | null {
  return (source && ownOf(includes?.sources, source.details.id)) ?? null;
}

function toScope(wire: WireImage, includes: Includes): { id: string; label: string } | null {
  const source = sourceOf(wire, includes);
  return source && { id: source.id, label: sourceName(source) };
}

function toFacts(wire: WireImage, includes: Includes): Fact[] {
  const { facts, sourceTypes } = cycleText;
  const origin = wire.source?.details.origin ?? sourceOf(wire, includes)?.origin;
  const containers = wire.meta?.containers_count?.available;
  return [
    text(facts.sourceType, wire.source && wordOf(sourceTypes, wire.source.type)),
    text(facts.origin, origin && originLabel(origin)),
    code(facts.target, origin?.target),
    text(facts.creator, creatorOf(wire, includes)),
    text(facts.containers, containers === undefined ? null : facts.containersOf(containers)),
    text(facts.requires, wire.requires?.nvidia_gpu === true ? facts.nvidiaGpu : null),
    text(facts.backend, wire.backend?.provider),
    code(facts.factory, wire.factory?.node_id),
    fact(facts.since, wire.state.changed, "instant"),
  ].filter((one) => one !== null);
}

/** By name where it came along, else by what kind of creator it is. */
function creatorOf({ creator }: WireImage, includes: Includes): string | null {
  if (!creator) return null;
  const { creators } = includes ?? {};
  const name = [creators?.accounts, creators?.api_keys, creators?.environments, creators?.employees, creators?.visitors]
    .map((kind) => ownOf(kind, creator.id)?.name)
    .find((found) => typeof found === "string" && found !== "");
  const kind = wordOf(cycleText.creators, creator.type);
  return name === undefined || name === null ? kind : cycleText.creator(name, creator.type === "api-key");
}

function text(label: string, value: string | null | undefined): Fact | null {
  return fact(label, value, "text");
}

function code(label: string, value: string | null | undefined): Fact | null {
  return fact(label, value, "code");
}

function fact(label: string, value: string | null | undefined, kind: Fact["kind"]): Fact | null {
  return value ? { label, value, kind } : null;
}

/** The word for people; the provider's own where we have none. */
function wordOf(words: Readonly<Record<string, string>>, word: string): string {
  return ownOf(words, word) ?? word;
}

/** What a record holds under a key that an answer names, which may be the name of something that every object has. */
function ownOf<T>(record: Readonly<Record<string, T>> | null | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Cycle's ids are those of MongoDB: they begin with the seconds since 1970 at which they were made. */
function instantOfId(id: string): string {
  return new Date(Number.parseInt(id.slice(0, 8), 16) * 1000).toISOString();
}
