import * as z from "zod/mini";

/** What can stand in an audit trail. */
export const auditActionSchema = z.enum([
  "sign_in",
  "image.create",
  /** A part URL: only refusals of it are entries, the image's own tells the rest. */
  "image.upload",
  "image.complete",
  "image.download",
  "image.delete",
  "image.restore",
  "image.publish",
  "image.unpublish",
  "image.verified",
  "image.failed",
  "image.purge",
  "token.create",
  "token.revoke",
  /** From here on the trail goes on where the backup's ended: what came between is not in it. */
  "backup.restore",
  "audit.read",
]);
export type AuditAction = z.infer<typeof auditActionSchema>;

/** `refused`: the caller was in the wrong, or without the right. `failed`: the server was. */
export const auditOutcomeSchema = z.enum(["done", "refused", "failed"]);
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;

/** One thing that somebody did or tried. */
export const auditEntrySchema = z.object({
  id: z.string(),
  /** An instant, ISO 8601. */
  at: z.iso.datetime({ offset: true }),
  /** Whose token it was; null where nobody's was right, `system` for the server's own work, `operator` for the admin command. */
  actor: z.nullable(z.string()),
  /** Which of their tokens: its public id. */
  tokenId: z.nullable(z.string()),
  /** An action that this version does not know is shown as it is. */
  action: z.string(),
  outcome: auditOutcomeSchema,
  /** Why it was refused or failed: the error's type. */
  reason: z.nullable(z.string()),
  imageId: z.nullable(z.string()),
  imageName: z.nullable(z.string()),
  /** Where the request came from: an IP address. */
  address: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Newest first. */
export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** Asks for what is older; null at the end. */
  nextCursor: z.nullable(z.string()),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

/** `GET /api/[connection]/audit` query. Filters that are absent let everything through. */
export const auditQuerySchema = z.object({
  cursor: z.optional(z.string().check(z.maxLength(500))),
  actor: z.optional(z.string().check(z.maxLength(64))),
  action: z.optional(auditActionSchema),
  imageId: z.optional(z.string().check(z.maxLength(128))),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;
