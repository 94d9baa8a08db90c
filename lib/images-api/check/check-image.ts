import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { exists, listPartFiles, type PartFile } from "@/lib/images-api/objects/disk/part-files";
import { totalSize } from "@/lib/images-api/objects/disk/part-stream";
import type { Paths } from "@/lib/images-api/objects/disk/paths";
import { type Damage, damageOf, describeDamage } from "./damage";
import { digestFiles } from "./digest-files";
import { type Finding, nameOf, note, problem } from "./finding";
import { expectedBytes, type StoredRow } from "./stored-row";

export interface ImageCheck {
  paths: Paths;
  /** Sizes alone. */
  quick: boolean;
  signal: AbortSignal;
  onHashed: (bytes: number) => void;
}

/** What a look at one image found. `damage`: of completed images, for the repair. */
export interface ImageFinding extends Finding {
  row: StoredRow;
  damage: Damage | null;
}

/** Compares a row with the bytes as they are at this moment: while the server runs either may be about to change. */
export async function checkImage(check: ImageCheck, row: StoredRow): Promise<ImageFinding | null> {
  try {
    const parts = (await listPartFiles(check.paths, row.id)) ?? [];
    const found = await compare(check, row, parts);
    if (found === null) return null;
    return { damage: null, ...found, imageId: row.id, row };
  } catch (error) {
    check.signal.throwIfAborted();
    // Moved while it was read: the next look tells.
    const isGone = hasCode(error, "ENOENT");
    const cause = error instanceof Error ? error.message : String(error);
    const message = isGone
      ? `${nameOf(row)} was changing all the time. Run the check again.`
      : `${nameOf(row)} cannot be read (${cause}). Run the check as the server's user; if that is the case, look at the disk.`;
    return { ...problem("bytes_unreadable", message), damage: null, imageId: row.id, row };
  }
}

type Found = Finding & { damage?: Damage };

async function compare(check: ImageCheck, row: StoredRow, parts: PartFile[]): Promise<Found | null> {
  const expected = expectedBytes(row);
  switch (expected) {
    case "none":
      if (parts.length === 0 || row.bytesRemovedAt === null) return null;
      return note("bytes_to_remove", `${nameOf(row)} is to lose its bytes. The server removes them within an hour.`);
    case "open":
      return compareOpen(check, row, parts);
    case "verifying":
      if (parts.length > 0) return null;
      return problem(
        "bytes_missing",
        `${nameOf(row)} waits to be verified, but its bytes are not there. The server looks for them every five minutes: bring them back, or have its owner delete it and upload the file again.`,
      );
    case "completed":
    case "damaged":
      return compareProven(check, row, parts, expected);
    default:
      return expected satisfies never;
  }
}

async function compareOpen({ paths }: ImageCheck, row: StoredRow, parts: PartFile[]): Promise<Found | null> {
  if (await exists(paths.sealedImage(row.id))) {
    return problem(
      "sealed_too_early",
      `${nameOf(row)} is still uploading, but its bytes are closed, as after an older database was put in place. --repair opens them, so that the upload can end.`,
    );
  }
  const empty = parts.find((part) => part.sizeBytes === 0);
  if (empty !== undefined) {
    return problem(
      "part_empty",
      `${nameOf(row)} is still uploading, and part ${empty.partNumber} lost its bytes. --repair sets it aside, so that it is asked for again at the end.`,
      { path: empty.path },
    );
  }
  if (row.status !== "uploading" || parts.length > 0) return null;
  return problem(
    "parts_missing",
    `${nameOf(row)} is still uploading, and none of its parts is on the disk. They are asked for again at the end.`,
  );
}

async function compareProven(
  check: ImageCheck,
  row: StoredRow,
  parts: PartFile[],
  expected: "completed" | "damaged",
): Promise<Found | null> {
  const { sha256, sizeBytes } = row;
  if (sha256 === null || sizeBytes === null) throw new Error("The row of a completed image has no checksum or size.");
  const proven = { sha256, sizeBytes };
  const found = { sizeBytes: totalSize(parts), sha256: null };
  const damage = damageOf(proven, found) ?? (check.quick ? null : damageOf(proven, await hashed(check, parts)));
  if (expected === "completed") return damage === null ? null : describeCompleted(row, damage, proven);
  const isBack = damage === null && !check.quick;
  if (isBack) {
    return problem(
      "bytes_back",
      `${nameOf(row)} is marked as damaged, but its bytes are right. --repair, or the next start of the server, makes it complete again.`,
    );
  }
  const how = damage === null ? "may be right again" : describeDamage(damage, proven);
  return note("marked_damaged", `${nameOf(row)} is marked as damaged: its bytes ${how}. ${BRING_BACK}`);
}

const BRING_BACK =
  "Put its folder from a backup (images/ID) in the place of objects/sealed/ID, then run check --repair; or delete the image and upload the file again.";

async function hashed(check: ImageCheck, parts: PartFile[]): Promise<{ sizeBytes: number; sha256: string }> {
  const sizeBytes = totalSize(parts);
  const sha256 = await digestFiles(parts, check.signal);
  check.onHashed(sizeBytes);
  return { sizeBytes, sha256 };
}

function describeCompleted(row: StoredRow, damage: Damage, proven: { sha256: string; sizeBytes: number }): Found {
  const kind = damage.kind === "missing" ? "bytes_missing" : "bytes_differ";
  const message = `${nameOf(row)} is complete, but its bytes ${describeDamage(damage, proven)}. ${BRING_BACK} --repair tells its owner so and ends its downloads; it removes nothing.`;
  return { ...problem(kind, message), damage };
}
