import type { Context } from "hono";
import type { AuditOrigin } from "@/lib/images-api/metadata/audit";
import { WornOutToken } from "@/lib/images-api/tokens/authenticator";
import type { AppEnvironment } from "./environment";

/** Who makes a request, for the audit trail. `error`: why it was refused, which may tell whose token it was. */
export function originOf(context: Context<AppEnvironment>, error?: Error): AuditOrigin {
  const identity = context.get("identity") ?? (error instanceof WornOutToken ? error.identity : undefined);
  return {
    actor: identity?.owner ?? null,
    tokenId: identity?.tokenId ?? null,
    address: context.get("address"),
    requestId: context.get("requestId"),
  };
}
