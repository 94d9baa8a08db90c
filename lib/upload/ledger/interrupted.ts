import { partLength } from "@/lib/upload/machine/parts";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import type { LedgerRecord } from "./ledger-record";

/** A remembered upload as people see it. */
export function interruptedUpload(record: LedgerRecord): InterruptedUpload {
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
  };
}
