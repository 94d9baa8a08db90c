import type { Context, MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Attempt, Auditor } from "@/lib/images-api/audit/auditor";
import { ServiceError } from "@/lib/images-api/errors";
import { imageIdSchema } from "@/lib/images-api/images/schemas";
import type { AuditAction } from "@/lib/contract/audit";
import { storageFault } from "@/lib/images-api/storage-fault";
import type { AppEnvironment } from "./environment";
import { originOf } from "./origin";

/** What is worth an entry. A name that is taken or a cursor that is wrong is no attempt at anything. */
const RECORDED = new Set(["authentication_error", "rate_limit_error", "forbidden", "not_found"]);

const IMAGE_ACTIONS: Readonly<Record<string, AuditAction>> = {
  "POST complete": "image.complete",
  "GET download": "image.download",
  "POST parts": "image.upload",
  "POST restore": "image.restore",
  DELETE: "image.delete",
};

/** Records what was refused, and what the server failed to do, before the answer goes out. */
export function auditAttempts(auditor: Auditor): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    await next();
    if (context.error === undefined) return;
    const attempt = attemptOf(context, context.error);
    if (attempt !== null) await auditor.attempted(originOf(context, context.error), attempt);
  };
}

function attemptOf(context: Context<AppEnvironment>, error: Error): Attempt | null {
  const { action, imageId } = intentOf(context.req.method, context.req.path);
  if (!(error instanceof ServiceError)) {
    // Where the change found no room or no turn its entry finds none either; the log has both.
    if (action === null || error instanceof HTTPException || storageFault(error) !== null) return null;
    return { action, imageId, outcome: "failed", reason: "api_error" };
  }
  const { type } = error;
  if (!RECORDED.has(type)) return null;
  const isKnown = context.get("identity") !== undefined;
  // A request without a token tries none.
  if (!isKnown && context.req.header("authorization") === undefined) return null;
  // Whoever comes with a wrong token wants in, whatever they ask for. Asking too often with a right one is no attempt.
  const tried = action ?? (isKnown ? null : "sign_in");
  if (tried === null || (isKnown && type === "rate_limit_error")) return null;
  return { action: tried, imageId, outcome: "refused", reason: type };
}

/** What a request wants to do, as far as the trail has a word for it. */
function intentOf(method: string, path: string): { action: AuditAction | null; imageId: string | null } {
  if (path === "/v2/me") return { action: "sign_in", imageId: null };
  if (path === "/v2/audit") return { action: "audit.read", imageId: null };
  const [, , collection, id, verb] = path.split("/");
  if (collection !== "images") return { action: null, imageId: null };
  if (id === undefined) return { action: method === "POST" ? "image.create" : null, imageId: null };
  const intent = verb === undefined ? method : `${method} ${verb}`;
  return { action: IMAGE_ACTIONS[intent] ?? null, imageId: imageIdSchema.safeParse(id).data ?? null };
}
