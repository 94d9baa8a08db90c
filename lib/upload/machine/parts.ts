import { partCountFor, partRange, type UploadPlan } from "@/lib/contract/upload-plan";
import type { OpenPart, Phase, Transferring } from "./upload-state";

/** How many parts a plan divides `sizeBytes` into. */
export function partCount(plan: UploadPlan, sizeBytes: number): number {
  switch (plan.kind) {
    case "single":
      return 1;
    case "multipart":
    case "blocks":
      return partCountFor(sizeBytes, plan.partSizeBytes);
    default:
      return plan satisfies never;
  }
}

/** Byte range `[start, end)` of a part. */
export function partBytes(plan: UploadPlan, sizeBytes: number, partNumber: number): { start: number; end: number } {
  switch (plan.kind) {
    case "single":
      return { start: 0, end: sizeBytes };
    case "multipart":
    case "blocks":
      return partRange(partNumber, sizeBytes, plan.partSizeBytes);
    default:
      return plan satisfies never;
  }
}

/** Length of a part in bytes. */
export function partLength(plan: UploadPlan, sizeBytes: number, partNumber: number): number {
  const { start, end } = partBytes(plan, sizeBytes, partNumber);
  return end - start;
}

/** The highest part that was begun: parts are begun in order. */
export function lastBegunPart(transferring: Transferring): number {
  return transferring.acknowledged.length + transferring.open.length;
}

/** How many bytes from the beginning of the file were sent or are being sent: as far as hashing may read. */
export function begunBytes(transferring: Transferring, sizeBytes: number): number {
  const last = lastBegunPart(transferring);
  return last === 0 ? 0 : partBytes(transferring.image.plan, sizeBytes, last).end;
}

export function acknowledgedBytes(transferring: Transferring, sizeBytes: number): number {
  const { acknowledged, image } = transferring;
  return acknowledged.reduce((sum, partNumber) => sum + partLength(image.plan, sizeBytes, partNumber), 0);
}

/** Acknowledged bytes plus bytes in flight. */
export function sentBytes(transferring: Transferring, sizeBytes: number): number {
  const inFlight = transferring.open.reduce((sum, part) => sum + (part.state === "in_flight" ? part.sentBytes : 0), 0);
  return acknowledgedBytes(transferring, sizeBytes) + inFlight;
}

export function isInFlight(part: OpenPart): boolean {
  return part.state === "in_flight";
}

/** The phase once every request for a part is aborted: only what was in flight has to be sent again. */
export function atRest<P extends Phase>(phase: P): P {
  return phase.kind === "transferring" ? { ...phase, open: phase.open.map(interrupted) } : phase;
}

/** The part once its request is aborted. */
export function interrupted(part: OpenPart): OpenPart {
  if (part.state === "waiting") return part;
  const { partNumber, failures, refusals, hurried } = part;
  return { state: "waiting", partNumber, failures, refusals, hurried, retry: null };
}
