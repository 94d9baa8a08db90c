import { ApiError } from "@/lib/contract/errors";
import type { Image } from "@/lib/contract/image";

/**
 * How an interrupted upload stands, by its image. `unread`: not known yet. `resumable`: it can go on. `verifying` and
 * `completed`: every byte arrived before the page was closed. `failed`: the image takes no more parts, `reason` is the provider's.
 */
export type Standing =
  | { kind: "unread" }
  | { kind: "resumable" }
  | { kind: "verifying" }
  | { kind: "completed" }
  | { kind: "failed"; reason: string | null }
  | { kind: "deleted" };

/** What is known of the image; both undefined or null while nobody answered. */
export interface ImageAnswer {
  image: Image | undefined;
  error: Error | null;
}

/** @param answer null when not even the image was made */
export function standingOf(answer: ImageAnswer | null): Standing {
  if (answer === null) return { kind: "resumable" };
  const { image, error } = answer;
  // A later answer that it is gone counts more than its last state in memory.
  if (error instanceof ApiError && error.code === "not_found") return { kind: "deleted" };
  // Nobody can be asked now: going on finds out.
  if (image === undefined) return error === null ? { kind: "unread" } : { kind: "resumable" };
  if (image.deletedAt !== null) return { kind: "deleted" };
  switch (image.status) {
    case "waiting":
    case "uploading":
    case "unknown":
    case "not_imported":
      return { kind: "resumable" };
    case "verifying":
    case "completed":
      return { kind: image.status };
    case "processing":
      return { kind: "verifying" };
    case "deleting":
      return { kind: "deleted" };
    case "failed":
      return { kind: "failed", reason: image.failureReason };
    default:
      return image.status satisfies never;
  }
}

/** Whether there is something for people to see or do. */
export function isShown({ kind }: Standing): boolean {
  return kind === "resumable" || kind === "failed" || kind === "deleted";
}
