import { ApiError } from "@/lib/contract/errors";
import type { Image } from "@/lib/contract/image";
import { interruptedText } from "@/lib/text/interrupted-text";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";

/**
 * How an interrupted upload stands, by its image. `unread`: not known yet. `resumable`: it can go on. `verifying` and
 * `completed`: every byte arrived before the page was closed. `failed`: the image takes no more parts. `deleted`: it is gone. `reason` is
 * the provider's; null where it says nothing, or nothing more.
 */
export type Standing =
  | { kind: "unread" }
  | { kind: "resumable" }
  | { kind: "verifying" }
  | { kind: "completed" }
  | { kind: "failed"; reason: string | null }
  | { kind: "deleted"; reason: string | null };

/** What is known of the image; both undefined or null while nobody answered. */
export interface ImageAnswer {
  image: Image | undefined;
  error: Error | null;
}

type Plan = Pick<InterruptedUpload, "beginsAnew" | "expiresAt" | "isFinishedByAsking">;

/**
 * @param answer null when not even the image was made
 * @param now epoch ms
 */
export function standingOf(answer: ImageAnswer | null, plan: Plan, now: number): Standing {
  if (answer === null) return { kind: "resumable" };
  const { image, error } = answer;
  // A later answer that it is gone counts more than its last state in memory.
  if (error instanceof ApiError && error.code === "not_found") {
    // Where nobody but the provider takes images away, what it says is why.
    return { kind: "deleted", reason: plan.beginsAnew ? error.message : null };
  }
  // Nobody can be asked now: going on finds out.
  if (image === undefined) return error === null ? { kind: "unread" } : { kind: "resumable" };
  if (image.deletedAt !== null) return { kind: "deleted", reason: null };
  switch (image.status) {
    case "waiting":
    case "uploading":
    case "unknown":
    case "not_imported":
      if (plan.expiresAt !== null && now >= plan.expiresAt) return { kind: "failed", reason: interruptedText.expired };
      return { kind: "resumable" };
    case "completed":
      return { kind: "completed" };
    case "verifying":
    case "processing":
      // Where the provider does the next step only when it is asked to, somebody has to go on.
      return { kind: plan.isFinishedByAsking ? "resumable" : "verifying" };
    case "deleting":
      return { kind: "deleted", reason: null };
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
