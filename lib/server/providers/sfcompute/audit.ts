import "server-only";
import { z } from "zod";
import { auditOutcomeSchema, type AuditEntry, type AuditPage } from "@/lib/contract/audit";
import { toInstant } from "./mapper";
import { unixSeconds } from "./wire";

// The audit trail of the embedded images API: SF Compute's own has none.

const wireAuditEntrySchema = z.object({
  id: z.string(),
  created_at: unixSeconds,
  actor: z.string().nullable(),
  token_id: z.string().nullable(),
  action: z.string(),
  outcome: auditOutcomeSchema,
  reason: z.string().nullable(),
  image_id: z.string().nullable(),
  image_name: z.string().nullable(),
  address: z.string().nullable(),
  request_id: z.string().nullable(),
});

/** `GET /audit`. */
export const wireAuditListSchema = z.object({
  data: z.array(wireAuditEntrySchema),
  has_more: z.boolean(),
  cursor: z.string().min(1).nullish(),
});

/** The list of images shows ids without `image_`, so people come with such ones too; the trail knows whole ones. */
export function wholeImageId(id: string): string {
  return id.startsWith("image_") ? id : `image_${id}`;
}

export function toAuditPage({ data, has_more: hasMore, cursor }: z.infer<typeof wireAuditListSchema>): AuditPage {
  return { entries: data.map(toEntry), nextCursor: hasMore ? (cursor ?? null) : null };
}

function toEntry(wire: z.infer<typeof wireAuditEntrySchema>): AuditEntry {
  const { id, actor, action, outcome, reason, address } = wire;
  return {
    id,
    at: toInstant(wire.created_at),
    actor,
    tokenId: wire.token_id,
    action,
    outcome,
    reason,
    imageId: wire.image_id,
    imageName: wire.image_name,
    address,
    requestId: wire.request_id,
  };
}
