import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { nameProblem } from "@/lib/contract/image-name";
import { GIB } from "@/lib/contract/limits";
import { OXIDE_NAMING } from "./image-id";
import type { WireDisk } from "./wire";

/** Largest disk, in GiB (Oxide's `MAX_DISK_SIZE_BYTES`). */
export const MAX_DISK_GIB = 1023;

/** What Oxide's database keeps of a description (`STRING(512)` in omicron's `dbinit.sql`); a longer one fails with status 500. */
const MAX_DESCRIPTION_LENGTH = 512;

/** What these disks' names begin with, so that people know them in Oxide's own console. */
const NAME_PREFIX = "image-upload-";

/** What an upload is to become. It stands in the disk's description, for there is no other place to keep it. */
export interface PlannedImage {
  name: string;
  description: string;
  os: string;
  version: string;
  /** Of the file, in bytes; the disk may be longer. */
  sizeBytes: number;
}

/** A disk that an upload of ours fills. */
export interface TemporaryDisk {
  disk: WireDisk;
  planned: PlannedImage;
}

/** `imageUpload` is the version of this form, and tells it from what people write. Short keys leave the room to them. */
const writtenSchema = z
  .object({
    imageUpload: z.literal(1),
    name: z.string(),
    size: z.int().positive(),
    os: z.string(),
    version: z.string(),
    text: z.string(),
  })
  .transform(({ name, size, os, version, text }): PlannedImage => ({
    name,
    description: text,
    os,
    version,
    sizeBytes: size,
  }));

/** The one disk of a project that an image of this name can be uploaded to: a name may be as long as Oxide allows any to be. */
export function temporaryDiskName(imageName: string): string {
  return `${NAME_PREFIX}${digest(imageName)}`;
}

/** Of the disk's id, not of its name: a snapshot that outlived its disk is never in the way of another upload. */
export function temporarySnapshotName(diskId: string): string {
  return `${NAME_PREFIX}${digest(diskId.toLowerCase())}`;
}

/** @returns null when it is too long for Oxide to keep */
export function writeDescription({ name, description, os, version, sizeBytes }: PlannedImage): string | null {
  const written = JSON.stringify({ imageUpload: 1, name, size: sizeBytes, os, version, text: description });
  return written.length > MAX_DESCRIPTION_LENGTH ? null : written;
}

/** Null for a disk that is none of ours: both its name and its description must be as we write them. */
export function readTemporaryDisk(disk: WireDisk): TemporaryDisk | null {
  if (!disk.name.startsWith(NAME_PREFIX)) return null;
  let written: unknown;
  try {
    written = JSON.parse(disk.description);
  } catch {
    return null;
  }
  const parsed = writtenSchema.safeParse(written);
  if (!parsed.success || temporaryDiskName(parsed.data.name) !== disk.name) return null;
  // Anybody in the project can write such a disk, and the name becomes a part of an id: one that no image can have would spoil the list.
  if (nameProblem(parsed.data.name, OXIDE_NAMING) !== null) return null;
  return { disk, planned: parsed.data };
}

/** The size in bytes of a disk that holds a file: whole GiB, one at least. */
export function diskSizeFor(fileBytes: number): number {
  return Math.max(1, Math.ceil(fileBytes / GIB)) * GIB;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
