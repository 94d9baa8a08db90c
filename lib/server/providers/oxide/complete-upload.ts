import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { oxideText } from "@/lib/text/oxide-text";
import type { OxideClient } from "./client";
import { cleanUp } from "./remove-upload";
import { temporarySnapshotName } from "./temporary-disk";
import { readUploadFacts, type UploadFacts } from "./upload-facts";
import { nextCompletionStep } from "./upload-steps";
import type { WireImage } from "./wire";

/** Where completing an upload came to: the image, or what is the case while it goes on or cannot. */
export type Completion = { kind: "image"; image: WireImage } | { kind: "upload"; facts: UploadFacts };

/** Steps are five at most, and some may be seen twice while others work on the same disk. */
const MAX_STEPS = 12;

/**
 * Makes an image of a filled disk: ends the writing, finalizes the disk with a snapshot, makes an image of that, and removes both. Each
 * step follows from what Oxide says, so that it can be asked for again after anything.
 * @param isStopped asked before each step: somebody wants the upload removed
 * @throws ApiError `not_found` when there is neither disk nor image, and what a step comes to
 */
export async function completeUpload(
  client: OxideClient,
  { projectId, name }: { projectId: string; name: string },
  isStopped: () => boolean,
): Promise<Completion> {
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const facts = await readUploadFacts(client, projectId, name);
    if (facts === null) throw new ApiError("not_found", oxideText.noSuchImage);
    // The answer that told of the image was lost.
    if (facts.disk === null) return { kind: "image", image: facts.image };
    const step = nextCompletionStep(facts);
    if (step.kind === "failed" || step.kind === "wait" || isStopped()) return { kind: "upload", facts };
    const image = await takeStep(client, facts, step.kind);
    if (image !== null) {
      await cleanUpIfPossible(client, facts);
      return { kind: "image", image };
    }
  }
  throw new ApiError("conflict", oxideText.stillWorking);
}

/** @returns the image once it is made */
async function takeStep(
  client: OxideClient,
  { disk, planned, snapshot, image }: UploadFacts,
  step: "stop_writing" | "finalize" | "make_image" | "clean_up",
): Promise<WireImage | null> {
  switch (step) {
    case "stop_writing":
      await unlessElsewhere(client.stopWriting(disk.id));
      return null;
    case "finalize":
      await unlessElsewhere(client.finalize(disk.id, temporarySnapshotName(disk.id)));
      return null;
    case "make_image": {
      if (snapshot === null) return null;
      const { name, description, os, version } = planned;
      const made = client.createImage(disk.project_id, { name, description, os, version, snapshotId: snapshot.id });
      return unlessElsewhere(made);
    }
    case "clean_up":
      return image;
    default:
      return step satisfies never;
  }
}

/**
 * Null where it took too long or was in the way of itself, as when two tabs ask at once or an answer was lost: what is the case is read
 * again then.
 */
async function unlessElsewhere<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ApiError && (error.code === "conflict" || error.code === "upstream_timeout")) return null;
    throw error;
  }
}

/** The image is what was asked for. What stays of the disk is in every list until it is removed. */
async function cleanUpIfPossible(client: OxideClient, facts: UploadFacts): Promise<void> {
  try {
    await cleanUp(client, facts);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}
