import { createHash } from "node:crypto";
import type { ImageRow } from "@/lib/images-api/metadata/types";
import { totalSize } from "@/lib/images-api/objects/disk/part-stream";
import { type Damage, damageOf } from "@/lib/images-api/check/damage";
import { type BytesSource, type BytesTarget, type SourceImage, unlessUnreadable } from "./bytes";
import { digestOf } from "./hashing";
import type { Journal } from "./journal";
import { MigrationError } from "./migration-error";
import { sendPart } from "./send-part";
import { wholeParts } from "./whole-parts";

export interface BytesCopier {
  source: BytesSource;
  target: BytesTarget;
  journal: Journal;
  signal: AbortSignal;
  onBytes: (sent: number) => void;
}

/** What was found out about an image's bytes while they moved. `unreadable`: the disk does not give them, so that they are left out. */
export type Found = { kind: "sound" } | { kind: "damaged"; damage: Damage } | { kind: "unreadable" };

const SOUND: Found = { kind: "sound" };

/**
 * Copies the bytes of an image that was completed, proves the copy by reading it, and compares both with the row. Bytes that are not what
 * the row says are copied as they are.
 */
export async function copyWhole(
  copier: BytesCopier,
  row: Pick<ImageRow, "id" | "sha256" | "sizeBytes">,
): Promise<Found> {
  const { journal, target } = copier;
  const { id, sha256, sizeBytes } = row;
  if (sha256 === null || sizeBytes === null) throw new Error("The row of a completed image has no checksum or size.");
  const proven = { sha256, sizeBytes };
  const before = journal.find(id);
  if (before?.state === "whole" && before.sha256 === sha256 && (await target.sizeOf(id)) === sizeBytes) return SOUND;
  const source = await copier.source.image(id, false);
  const copied = source.parts.length === 0 ? null : await unlessUnreadable(copyProven(copier, id, source));
  if (copied === null) {
    await removeCopy(copier, id);
    return source.parts.length === 0 ? { kind: "damaged", damage: { kind: "missing" } } : { kind: "unreadable" };
  }
  const damage = damageOf(proven, { sizeBytes: totalSize(source.parts), sha256: copied });
  return damage === null ? SOUND : { kind: "damaged", damage };
}

/** @returns the SHA-256 of the source, which the target has as well; null when there are no bytes */
async function copyProven(copier: BytesCopier, id: string, source: SourceImage): Promise<string | null> {
  const { journal, target, signal } = copier;
  const parts = wholeParts(totalSize(source.parts));
  if (parts.length === 0) return null;
  const before = journal.find(id);
  if (before !== null && (await target.sizeOf(id)) === totalSize(parts)) {
    // Whole, but the run that sent it ended before it was read again.
    const sha256 = await digestOf("sha256", source.read(0, totalSize(parts)), signal);
    if (await isProven(copier, id, before.uploadId, sha256, parts)) return sha256;
  }
  for (const isLast of [false, true]) {
    const uploadId = journal.find(id)?.uploadId ?? null;
    const image = await target.begin(id, uploadId, (begun) => journal.begin(id, begun));
    let [sha256, start] = [createHash("sha256"), 0];
    for (const part of parts) {
      const sent = await sendPart({ source, target: image, signal }, { part, start, isChecked: false }, sha256);
      ({ sha256 } = sent);
      start += part.sizeBytes;
      copier.onBytes(sent.sentBytes);
    }
    await image.seal(parts);
    const expected = sha256.digest("hex");
    if (await isProven(copier, id, image.uploadId, expected, parts)) return expected;
    await target.remove(id, image.uploadId);
    if (isLast)
      throw new MigrationError(
        `${id} was sent twice and was not read back as it was sent. Look at the target's disks.`,
      );
  }
  return null;
}

/** Reads the target, and notes it when it has what the source has. */
async function isProven(
  { target, journal, signal }: BytesCopier,
  id: string,
  uploadId: string | null,
  sha256: string,
  parts: ReturnType<typeof wholeParts>,
): Promise<boolean> {
  const sizeBytes = totalSize(parts);
  if ((await digestOf("sha256", await target.read(id, sizeBytes), signal)) !== sha256) return false;
  journal.write({ id, state: "whole", uploadId, parts, sizeBytes, sha256 });
  return true;
}

/** Copies the parts of an upload that goes on, or that waits for its verification. @returns the numbers of those that the source does not give */
export async function copyOpen(copier: BytesCopier, id: string): Promise<number[]> {
  const { journal, target, signal } = copier;
  const source = await copier.source.image(id, true);
  if (source.parts.length === 0) {
    await removeCopy(copier, id);
    return [...source.lostParts];
  }
  const uploadId = journal.find(id)?.uploadId ?? null;
  const image = await target.begin(id, uploadId, (begun) => journal.begin(id, begun));
  const unreadable: number[] = [];
  let start = 0;
  for (const part of source.parts) {
    const toSend = { part, start, isChecked: true };
    const sent = await unlessUnreadable(sendPart({ source, target: image, signal }, toSend, createHash("sha256")));
    if (sent === null) unreadable.push(part.partNumber);
    else copier.onBytes(sent.sentBytes);
    start += part.sizeBytes;
  }
  const parts = source.parts.filter(({ partNumber }) => !unreadable.includes(partNumber));
  await image.leaveOpen(parts);
  journal.write({ id, state: "open", uploadId: image.uploadId, parts: [], sizeBytes: totalSize(parts), sha256: null });
  return unreadable;
}

/** Takes away what this move has copied of an image. */
export async function removeCopy(
  { journal, target }: Pick<BytesCopier, "journal" | "target">,
  id: string,
): Promise<void> {
  const copy = journal.find(id);
  if (copy === null) return;
  await target.remove(id, copy.uploadId);
  journal.remove(id);
}
