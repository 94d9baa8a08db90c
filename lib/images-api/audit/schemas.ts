import { z } from "@hono/zod-openapi";
import { auditActionSchema, auditOutcomeSchema } from "@/lib/contract/audit";
import { imageIdSchema, limitSchema, unixSecondsSchema } from "@/lib/images-api/images/schemas";

const cursorSchema = z.string().openapi("AuditCursor", { pattern: "^auditc_[0-9a-z_]+$" });

const ACTIONS = auditActionSchema.options;

/** Not strict: unknown query parameters are ignored. */
export const auditQuerySchema = z.object({
  limit: limitSchema,
  cursor: z.string().optional().describe("Cursor: entries older than it."),
  actor: z.string().max(64, "Give an owner's name.").optional().describe("Whose token it was, `system` or `operator`."),
  action: z.enum(ACTIONS).optional(),
  image_id: imageIdSchema.optional(),
});
export type AuditQuery = z.output<typeof auditQuerySchema>;

const auditEntryAnswerSchema = z
  .strictObject({
    object: z.literal("audit_entry"),
    id: z.string(),
    created_at: unixSecondsSchema,
    actor: z.string().nullable().describe("Whose token it was; null where none was right."),
    token_id: z.string().nullable(),
    action: z.string(),
    outcome: z.enum(auditOutcomeSchema.options),
    reason: z.string().nullable().describe("Why it was refused or failed: the error's type."),
    image_id: z.string().nullable(),
    image_name: z.string().nullable().describe("As it was at that time."),
    address: z.string().nullable().describe("Where the request came from."),
    request_id: z.string().nullable(),
  })
  .openapi("AuditEntry");
export type AuditEntryAnswer = z.output<typeof auditEntryAnswerSchema>;

export const auditAnswerSchema = z
  .strictObject({
    object: z.literal("list"),
    data: z.array(auditEntryAnswerSchema),
    has_more: z.boolean(),
    cursor: cursorSchema.nullable().describe("Where the next page begins; null for an empty page."),
  })
  .openapi("ListAuditResponse");
export type AuditAnswer = z.output<typeof auditAnswerSchema>;
