import type { HttpBindings } from "@hono/node-server";
import type { Identity } from "@/lib/images-api/tokens/authenticator";

/** What Hono's context carries here. */
export interface AppEnvironment {
  Bindings: HttpBindings;
  Variables: {
    /** Names the request in the log; also sent as `X-Request-Id`. */
    requestId: string;
    /** Where it comes from: an IP address. */
    address: string;
    /** Absent until the token was looked at. */
    identity: Identity;
  };
}
