import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { ApiError } from "@/lib/contract/errors";
import type { FormValues } from "@/lib/contract/form";
import type { ProviderActionResult } from "@/lib/server/providers/types";
import { oxideText } from "@/lib/text/oxide-text";
import { unlessMissing, type OxideClient, type SnapshotParameters } from "./client";
import { createImage, unlessTaken } from "./create-image";
import { ownDisks, snapshotProblem } from "./disk-form";
import { diskValuesSchema, invalidFields, parseValues } from "./form-values";
import { projectNames } from "./list-images";
import { toImage } from "./mapper";
import type { WireImage, WireSnapshot } from "./wire";

/** How long a snapshot is waited for after Oxide began it, in ms, and how often it is looked at. */
export interface SnapshotWaits {
  everyMs: number;
  atMostMs: number;
}

/** With what making the snapshot takes, below the browser's own 60 s for an answer. */
export const SNAPSHOT_WAITS: SnapshotWaits = { everyMs: 500, atMostMs: 10_000 };

/**
 * Makes an image of a disk by way of a snapshot, which is removed afterwards unless it is to be kept, and also when no image came of it.
 * @param client goes on when the browser goes away: what was begun is cleaned up
 * @throws ApiError `invalid_request` with details by the names of fields, and what Oxide says of the snapshot and the image
 */
export async function createFromDisk(
  client: OxideClient,
  values: FormValues,
  waits: SnapshotWaits,
): Promise<ProviderActionResult> {
  const { project, disk, visibility, keepSnapshot, ...asked } = parseValues(values, diskValuesSchema);
  const [projects] = await Promise.all([projectNames(client), requireSnapshotsOf(client, project, disk)]);
  const { name, description } = asked;
  const snapshot = await takeSnapshot(client, project, { name, description, disk }, waits);
  if (snapshot === null) return incomplete(oxideText.snapshotTakesLong(name), null);
  const destination = visibility === "silo" ? null : project;
  let made: WireImage;
  try {
    made = await createImage(client, destination, { ...asked, snapshotId: snapshot.id });
  } catch (error) {
    // It may be made all the same, and from what must not be gone then.
    if (isOutcomeUnknown(error)) return incomplete(oxideText.imageUnknown(name), null);
    throw await afterRemoval(client, snapshot, error);
  }
  const image = toImage(made, projects);
  if (keepSnapshot) return { message: oxideText.createdAndKept(name), image, jobId: null };
  if (await isRemoved(client, snapshot)) return { message: oxideText.created(name), image, jobId: null };
  return incomplete(`${oxideText.created(name)} ${oxideText.snapshotLeft(name)}`, image);
}

/** @throws ApiError at the field `disk` when Oxide takes no snapshot of it */
async function requireSnapshotsOf(client: OxideClient, project: string, diskId: string): Promise<void> {
  const disk = ownDisks(await client.disks(project)).find(({ id }) => id === diskId);
  const message = disk === undefined ? oxideText.chooseDisk : snapshotProblem(disk);
  if (message !== null) throw invalidFields([{ field: "disk", message }]);
}

/** @returns null when it takes longer than is waited for */
async function takeSnapshot(
  client: OxideClient,
  project: string,
  parameters: SnapshotParameters,
  waits: SnapshotWaits,
): Promise<WireSnapshot | null> {
  const clash = () => invalidFields([{ field: "name", message: oxideText.snapshotNameTaken(parameters.name) }]);
  let begun: WireSnapshot;
  try {
    begun = await unlessTaken(client.createSnapshot(project, parameters), clash);
  } catch (error) {
    if (isOutcomeUnknown(error)) return null;
    throw error;
  }
  const snapshot = await whenMade(client, begun, waits);
  if (snapshot === null || snapshot.state === "ready") return snapshot;
  throw await afterRemoval(client, snapshot, new ApiError("upstream_failed", oxideText.snapshotFailed));
}

/** Null also where it cannot be looked at: Oxide goes on with it. */
async function whenMade(
  client: OxideClient,
  begun: WireSnapshot,
  { everyMs, atMostMs }: SnapshotWaits,
): Promise<WireSnapshot | null> {
  const endsAt = Date.now() + atMostMs;
  try {
    let snapshot = begun;
    while (snapshot.state === "creating") {
      if (Date.now() >= endsAt) return null;
      await delay(everyMs);
      snapshot = await client.snapshot(begun.id);
    }
    return snapshot;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

/** Removes a snapshot of which no image was made. @returns the error, which says so when the snapshot stays */
async function afterRemoval(client: OxideClient, snapshot: WireSnapshot, error: unknown): Promise<unknown> {
  const isGone = await isRemoved(client, snapshot);
  if (isGone || !(error instanceof ApiError)) return error;
  const withRest = (message: string) => `${message} ${oxideText.snapshotLeft(snapshot.name)}`;
  const { code, message, requestId, retryAfterSeconds } = error;
  const details = error.details?.map((detail) => ({ ...detail, message: withRest(detail.message) }));
  return new ApiError(code, withRest(message), { details, requestId, retryAfterSeconds, cause: error });
}

async function isRemoved(client: OxideClient, { id }: WireSnapshot): Promise<boolean> {
  try {
    await unlessMissing(client.deleteSnapshot(id));
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof ApiError && error.code === "upstream_timeout";
}

function incomplete(message: string, image: ProviderActionResult["image"]): ProviderActionResult {
  return { message, image, jobId: null, isIncomplete: true };
}
