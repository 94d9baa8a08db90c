import { invalidField, ServiceError } from "@/lib/images-api/errors";
import { unixSeconds } from "@/lib/images-api/images/answers";
import type { AuditOrigin, AuditRow } from "@/lib/images-api/metadata/audit";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import type { Identity } from "@/lib/images-api/tokens/authenticator";
import type { Auditor } from "./auditor";
import { decodeAuditCursor, encodeAuditCursor } from "./cursor";
import type { AuditAnswer, AuditEntryAnswer, AuditQuery } from "./schemas";

interface AuditCall {
  context: { identity: Identity; by: AuditOrigin; metadata: MetadataStore; auditor: Auditor };
  input: AuditQuery;
}

/** Everybody's entries, newest first. Who reads them is an entry too. @throws ServiceError `forbidden`, `invalid_request_error` */
export async function listAudit({ context, input }: AuditCall): Promise<AuditAnswer> {
  const { identity, by, metadata, auditor } = context;
  if (identity.role !== "admin") {
    throw new ServiceError("forbidden", "The audit trail is for admins. Use a token with the role admin.");
  }
  const before = input.cursor === undefined ? undefined : decodeAuditCursor(input.cursor);
  if (before === null) {
    throw invalidField(
      "cursor",
      "invalid_cursor",
      "This is not a cursor of the trail. Send the one of an earlier answer.",
    );
  }
  // Once for a reading, not for each of its pages.
  if (before === undefined) await auditor.used(by, "audit.read");
  const { limit, actor, action, image_id: imageId } = input;
  const { entries, hasMore } = await metadata.listAudit({ limit, before, actor, action, imageId });
  const last = entries.at(-1);
  return {
    object: "list",
    data: entries.map(entryAnswer),
    has_more: hasMore,
    cursor: last === undefined ? null : encodeAuditCursor(last),
  };
}

function entryAnswer(entry: AuditRow): AuditEntryAnswer {
  return {
    object: "audit_entry",
    id: `audit_${entry.id}`,
    created_at: unixSeconds(entry.at),
    actor: entry.actor,
    token_id: entry.tokenId,
    action: entry.action,
    outcome: entry.outcome,
    reason: entry.reason,
    image_id: entry.imageId,
    image_name: entry.imageName,
    address: entry.address,
    request_id: entry.requestId,
  };
}
