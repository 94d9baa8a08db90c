import { partLength } from "@/lib/upload/machine/parts";
import { beginsAnew, expiryOf } from "@/lib/upload/machine/plan";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import type { LedgerRecord } from "./ledger-record";

/** Views of records, so that who watches one of many interrupted uploads is told of that one only. */
const views = new WeakMap<LedgerRecord, InterruptedUpload>();

/** A remembered upload as people see it: the same object for the same record. */
export function interruptedUpload(record: LedgerRecord): InterruptedUpload {
  const view = views.get(record) ?? viewOf(record);
  views.set(record, view);
  return view;
}

function viewOf(record: LedgerRecord): InterruptedUpload {
  const { id, connection, account, image, name, file, acknowledged, startedAt, updatedAt, handle } = record;
  const lengths = image === null ? [] : acknowledged.map((part) => partLength(image.plan, file.sizeBytes, part));
  return {
    id,
    connection,
    account,
    imageId: image?.id ?? null,
    name,
    fileName: file.name,
    sizeBytes: file.sizeBytes,
    lastModified: file.lastModified,
    acknowledgedBytes: lengths.reduce((sum, length) => sum + length, 0),
    startedAt,
    updatedAt,
    hasHandle: handle !== null,
    beginsAnew: image !== null && beginsAnew(image.plan),
    expiresAt: image === null ? null : expiryOf(image.plan),
    isFinishedByAsking: image?.plan.kind === "blocks",
  };
}
