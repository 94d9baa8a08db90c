import { createMiddleware } from "hono/factory";
import { Refusal } from "./answers";

/** The versions of the API that a system has: by their majors, which are dates. */
export interface Versions {
  oldest: string;
  newest: string;
}

/** Those of release v22. */
export const CURRENT_VERSIONS: Versions = { oldest: "2025112000.0.0", newest: "2026073100.0.0" };

/** Before anything else, as dropshot does: 400 for a version that is not out yet, and no such path in one that is gone. */
export function requireVersion({ oldest, newest }: Versions) {
  return createMiddleware(async (c, next) => {
    const asked = c.req.header("api-version") ?? newest;
    if (majorOf(asked) > majorOf(newest)) {
      throw new Refusal(400, null, `server does not support this API version: ${asked}`);
    }
    if (majorOf(asked) < majorOf(oldest)) throw new Refusal(404, null, "Not Found");
    return next();
  });
}

function majorOf(version: string): number {
  return Number(version.split(".")[0]);
}
