import "server-only";
import { isMadeOf, type UploadFacts } from "./upload-facts";

/** What comes next on the way from a filled disk to an image. The later ones end it. */
export type CompletionStep =
  | { kind: "stop_writing" | "finalize" | "make_image" | "wait" }
  /** The image is there; only the snapshot and the disk are left. */
  | { kind: "clean_up" }
  | { kind: "failed"; reason: FailureReason };

export type FailureReason =
  /** Another image has the name. */
  | "name_taken"
  | "disk_faulted"
  | "snapshot_faulted"
  /** Finalized without a snapshot: somebody began to remove it. */
  | "removal_begun";

/** What comes next on the way to removing an upload. */
export type RemovalStep = "stop_writing" | "finalize" | "delete_snapshot" | "delete_disk" | "wait";

/** Only the facts decide, so that a step may be repeated, by whomever, and after anything that happened in between. */
export function nextCompletionStep(facts: UploadFacts): CompletionStep {
  const { disk, image, snapshot } = facts;
  if (image !== null) {
    if (!isMadeOf(image, facts)) return { kind: "failed", reason: "name_taken" };
    // An image that is equal in everything was not made of a disk that nobody finalized.
    return isFinalized(disk.state.state) ? { kind: "clean_up" } : { kind: "failed", reason: "name_taken" };
  }
  switch (disk.state.state) {
    case "importing_from_bulk_writes":
      return { kind: "stop_writing" };
    case "import_ready":
      return { kind: "finalize" };
    case "detached":
      if (snapshot === null) return { kind: "failed", reason: "removal_begun" };
      if (snapshot.state === "ready") return { kind: "make_image" };
      return snapshot.state === "creating" ? { kind: "wait" } : { kind: "failed", reason: "snapshot_faulted" };
    case "faulted":
      return { kind: "failed", reason: "disk_faulted" };
    default:
      return { kind: "wait" };
  }
}

/** A disk can be deleted only when it is detached or faulted. The snapshot goes first: without the disk nobody would find it. */
export function nextRemovalStep({ disk, snapshot }: Pick<UploadFacts, "disk" | "snapshot">): RemovalStep {
  switch (disk.state.state) {
    case "importing_from_bulk_writes":
      return "stop_writing";
    case "import_ready":
      return "finalize";
    case "detached":
    case "faulted":
      if (snapshot === null || snapshot.state === "destroyed") return "delete_disk";
      return snapshot.state === "creating" ? "wait" : "delete_snapshot";
    default:
      return "wait";
  }
}

function isFinalized(state: string): boolean {
  return state === "detached" || state === "faulted";
}
