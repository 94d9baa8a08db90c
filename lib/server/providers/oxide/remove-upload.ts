import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { ApiError } from "@/lib/contract/errors";
import { oxideText } from "@/lib/text/oxide-text";
import { unlessMissing, type OxideClient } from "./client";
import { readTemporaryDisk, temporaryDiskName, type TemporaryDisk } from "./temporary-disk";
import { readSnapshot } from "./upload-facts";
import { nextRemovalStep } from "./upload-steps";

/** How long a removal waits for a disk that Oxide works on, in ms, and how often it looks. */
export interface RemovalWaits {
  everyMs: number;
  atMostMs: number;
}

/** Steps are five at most; more would mean that one has no effect. */
const MAX_STEPS = 12;

/**
 * Removes the disk of an upload and its snapshot, one step after the other. What fails can be asked for again: it goes on where it
 * ended. An image that was made already stays.
 * @returns whether there was anything to remove
 * @throws ApiError `conflict` while Oxide works on the disk
 */
export async function removeUpload(
  client: OxideClient,
  { projectId, name }: { projectId: string; name: string },
  waits: RemovalWaits,
): Promise<boolean> {
  const endsAt = Date.now() + waits.atMostMs;
  for (let steps = 0; steps < MAX_STEPS;) {
    const disk = await client.diskByName(projectId, temporaryDiskName(name));
    const temporary = disk === null ? null : readTemporaryDisk(disk);
    if (temporary === null) return steps > 0;
    const step = await takeStep(client, temporary);
    if (step === "delete_disk") return true;
    if (step !== "wait") steps++;
    else if (Date.now() >= endsAt) break;
    else await delay(waits.everyMs);
  }
  throw new ApiError("conflict", oxideText.stillWorking);
}

/** Removes the snapshot, then the disk, of an upload whose image is made. */
export async function cleanUp(client: OxideClient, temporary: TemporaryDisk): Promise<void> {
  for (let steps = 0; steps < 2; steps++) {
    if ((await takeStep(client, temporary)) === "delete_disk") return;
  }
}

async function takeStep(client: OxideClient, temporary: TemporaryDisk): Promise<ReturnType<typeof nextRemovalStep>> {
  const { disk } = temporary;
  const snapshot = await readSnapshot(client, temporary);
  const step = nextRemovalStep({ disk, snapshot });
  switch (step) {
    case "stop_writing":
      await client.stopWriting(disk.id);
      break;
    case "finalize":
      await client.finalize(disk.id, null);
      break;
    case "delete_snapshot":
      if (snapshot !== null) await unlessMissing(client.deleteSnapshot(snapshot.id));
      break;
    case "delete_disk":
      await unlessMissing(client.deleteDisk(disk.id));
      break;
    case "wait":
      break;
    default:
      return step satisfies never;
  }
  return step;
}
