import { createMiddleware } from "hono/factory";
import { bearerToken, holderOf } from "@/e2e/support/fakes/harness/tokens";
import { lacks, refuse, refuseAsOauth } from "./errors";
import type { FakeHub } from "./hub";
import type { CycleState } from "./state";
import { advanceAll } from "./work";

export interface CycleEnvironment {
  Variables: {
    hub: FakeHub;
    /** It lacks this one alone; null for none. */
    lacking: string | null;
  };
}

/** Nobody's hub, and somebody else's. */
export const UNKNOWN_HUB = "0".repeat(24);
export const FOREIGN_HUB = "f".repeat(24);

/**
 * Whose key it is, and for which hub. `expired-…` is refused in the form of OAuth, `without.<capability>.<user>` lacks one capability,
 * and as everywhere `invalid…` is refused and `readonly-<user>` may only look.
 */
export function authenticate(state: CycleState) {
  return createMiddleware<CycleEnvironment>(async (c, next) => {
    const token = bearerToken(c.req.header("authorization"));
    if (token?.startsWith("expired-")) return refuseAsOauth(c, "invalid_token", "The access token expired.");
    const without = /^without\.([a-z-]+)\.(.+)$/.exec(token ?? "");
    const holder = holderOf(without?.[2] ?? token);
    if (holder === null) return refuse(c, 401, "auth-invalid", { title: "The API key is invalid." });
    const hubId = c.req.header("x-hub-id") ?? "";
    if (hubId === "") return refuse(c, 403, "wrong-hub", { title: "No hub is named." });
    if (!/^[a-f0-9]{24}$/.test(hubId)) return refuse(c, 400, "invalid-syntax", { title: "X-Hub-Id is no ID." });
    if (hubId === UNKNOWN_HUB) return refuse(c, 404, "hub", { title: "Hub not found." });
    if (hubId === FOREIGN_HUB) return refuse(c, 403, "wrong-hub", { title: "The API key is not of this hub." });
    c.set("hub", state.hub(holder.account, hubId));
    c.set("lacking", without?.[1] ?? (holder.mayWrite ? null : "write"));
    // What goes on does so by one step whenever somebody looks.
    if (c.req.method === "GET") advanceAll(c.get("hub"));
    return next();
  });
}

/** Refuses a key that lacks a capability. */
export function requireCapability(capability: string) {
  return createMiddleware<CycleEnvironment>(async (c, next) => {
    const lacking = c.get("lacking");
    const isLooking = capability.endsWith("-view");
    return lacking === capability || (lacking === "write" && !isLooking) ? lacks(c, capability) : next();
  });
}
