import "server-only";
import type { OxideClient } from "./client";
import { readTemporaryDisk, temporaryDiskName, temporarySnapshotName, type TemporaryDisk } from "./temporary-disk";
import type { WireImage, WireSnapshot } from "./wire";

/** All that is known of an upload; nothing of it is kept here, so that any server of the dashboard can go on with it. */
export interface UploadFacts extends TemporaryDisk {
  /** What the finished disk was frozen to; null before that, and after it was removed. */
  snapshot: WireSnapshot | null;
  /** The project's image of this name, whoever made it. */
  image: WireImage | null;
}

/** @returns the image alone when the disk is gone, and null when there is neither, or a disk of that name that is not ours */
export async function readUploadFacts(
  client: OxideClient,
  projectId: string,
  name: string,
): Promise<UploadFacts | { disk: null; image: WireImage } | null> {
  const [disk, image] = await Promise.all([
    client.diskByName(projectId, temporaryDiskName(name)),
    client.imageByName(projectId, name),
  ]);
  const temporary = disk === null ? null : readTemporaryDisk(disk);
  if (temporary === null) return image === null ? null : { disk: null, image };
  return { ...temporary, image, snapshot: await readSnapshot(client, temporary) };
}

/** There is none before the disk is finalized, so that most of the time nobody need be asked. */
export async function readSnapshot(client: OxideClient, { disk }: TemporaryDisk): Promise<WireSnapshot | null> {
  if (disk.state.state !== "detached" && disk.state.state !== "faulted") return null;
  return client.snapshotByName(disk.project_id, temporarySnapshotName(disk.id));
}

/**
 * Whether the image was made of this upload. Oxide does not tell what an image was made of, so it is one if everything agrees that was
 * given to it, and it is younger than the disk.
 */
export function isMadeOf(image: WireImage, { disk, planned }: TemporaryDisk): boolean {
  return (
    image.name === planned.name &&
    image.description === planned.description &&
    image.os === planned.os &&
    image.version === planned.version &&
    image.size === disk.size &&
    image.block_size === disk.block_size &&
    image.time_created >= disk.time_created
  );
}
