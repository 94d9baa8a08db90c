import type { Image } from "@/lib/contract/image";

/** Something that happened to an image, or what it is doing now (`instant` null). */
export interface TimelineStep {
  kind: "created" | "uploaded" | "verified" | "ready" | "failed" | "deleted" | "now";
  instant: string | null;
  /** Whole seconds since the step before; null where that cannot be told. */
  secondsSince: number | null;
}

/** What is known of an image's life, in order. What nobody told is left out. */
export function timelineOf(image: Image): TimelineStep[] {
  const told = [
    { kind: "created", instant: image.createdAt },
    { kind: "uploaded", instant: image.uploadedAt },
    { kind: endOf(image), instant: image.finishedAt },
    { kind: "deleted", instant: image.deletedAt },
  ] as const;
  const steps: TimelineStep[] = [];
  let before: string | null = null;
  for (const { kind, instant } of told) {
    if (instant === null) continue;
    steps.push({ kind, instant, secondsSince: before === null ? null : secondsBetween(before, instant) });
    before = instant;
  }
  if (isUnfinished(image)) steps.push({ kind: "now", instant: null, secondsSince: null });
  return steps;
}

/** Null for instants in the wrong order, as of clocks that differ. */
function secondsBetween(earlier: string, later: string): number | null {
  const milliseconds = Date.parse(later) - Date.parse(earlier);
  return milliseconds < 0 ? null : Math.round(milliseconds / 1000);
}

/** Only what was uploaded has a checksum that somebody compared, unless its provider says that nobody did. */
function endOf({ status, uploadedAt, sha256, isSha256Verified }: Image): "failed" | "verified" | "ready" {
  if (status === "failed") return "failed";
  if (isSha256Verified === false) return "ready";
  return uploadedAt === null && sha256 === null ? "ready" : "verified";
}

function isUnfinished({ status, deletedAt }: Image): boolean {
  if (deletedAt !== null) return false;
  switch (status) {
    case "waiting":
    case "uploading":
    case "verifying":
    case "processing":
    case "deleting":
      return true;
    case "not_imported":
    case "completed":
    case "failed":
    case "unknown":
      return false;
    default:
      return status satisfies never;
  }
}
