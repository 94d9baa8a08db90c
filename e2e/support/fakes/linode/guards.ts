import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "hono";
import { OUTSIDE_CONTRACT } from "@/e2e/support/fakes/harness/check-contract";
import { sentinelOf } from "@/e2e/support/fakes/harness/sentinels";
import { errors } from "./answers";
import type { Caller, World } from "./world";

/** How long `fail-slow` keeps one waiting, in ms. */
const SLOW_MS = 800;

type Handler = (context: Context, caller: Caller) => Response | Promise<Response>;

/** Linode's words for a token that lacks a scope, which travel with 401. */
const NO_SCOPE = "Your OAuth token is not authorized to use this endpoint.";

export function needsToken(world: World, handler: Handler): (context: Context) => Promise<Response> {
  return async (context) => {
    const caller = world.callerOf(context);
    if (caller === null || caller === undefined) return errors(context, 401, { reason: "Invalid Token" });
    return handler(context, caller);
  };
}

/** Refuses tokens that may only look. */
export function needsWrite(world: World, handler: Handler): (context: Context) => Promise<Response> {
  return needsToken(world, (context, caller) =>
    caller.mayWrite ? handler(context, caller) : errors(context, 403, { reason: "Unauthorized" }),
  );
}

/** A token with `.no-events` or the like at its end lacks that scope. */
export function needsScope(world: World, scope: string, handler: Handler): (context: Context) => Promise<Response> {
  return needsToken(world, (context, caller) =>
    caller.token.includes(`.no-${scope}`) ? errors(context, 401, { reason: NO_SCOPE }) : handler(context, caller),
  );
}

/** What goes wrong because of an image's label, if anything; see the table of `startLinodeFake`. */
export async function sentinelAnswer(world: World, context: Context, label: string): Promise<Response | null> {
  switch (sentinelOf(label)) {
    case "500":
      return errors(context, 500, { reason: "Something went wrong" });
    case "429":
      if (!world.once.first(`429 ${label}`)) return null;
      context.header("retry-after", "2");
      return errors(context, 429, { reason: "Too many requests" });
    case "quota":
      return errors(context, 400, { reason: "You have reached the most images that this account may have" });
    case "garbage":
      return context.text("<html>Welcome</html>", 200, { [OUTSIDE_CONTRACT]: "garbage was asked for" });
    case "slow":
      await wait(SLOW_MS);
      return null;
    default:
      return null;
  }
}
