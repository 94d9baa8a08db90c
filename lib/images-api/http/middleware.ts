import type { MiddlewareHandler } from "hono";
import { nanoid } from "nanoid";
import type { Logger } from "pino";
import type { Authenticator } from "@/lib/images-api/tokens/authenticator";
import { clientAddress } from "@/lib/utils/client-address";
import type { AppEnvironment } from "./environment";

type Middleware = MiddlewareHandler<AppEnvironment>;

/** A caller's own request id is taken over when it cannot harm a log. */
const REQUEST_ID_PATTERN = /^[A-Za-z0-9_-]{8,64}$/;

/**
 * Names and logs each request, and sets the headers every answer has. There is no CORS on purpose: browsers use the
 * dashboard's proxy and never hold a token, so no page of another origin has business here.
 */
export function observe(log: Logger): Middleware {
  return async (context, next) => {
    const startedAt = performance.now();
    const given = context.req.header("x-request-id");
    const requestId = given !== undefined && REQUEST_ID_PATTERN.test(given) ? given : `req_${nanoid()}`;
    context.set("requestId", requestId);
    await next();
    context.header("X-Request-Id", requestId);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Cache-Control", "no-store");
    // The path alone: no header and no query, so that a token put in the wrong place is not kept.
    log.info(
      {
        requestId,
        method: context.req.method,
        path: context.req.path,
        status: context.res.status,
        ms: Math.round(performance.now() - startedAt),
        tokenId: context.get("identity")?.tokenId,
        address: clientAddress(context.env.incoming),
      },
      "request",
    );
  };
}

export function authenticateWith(authenticator: Authenticator): Middleware {
  return async (context, next) => {
    const identity = await authenticator.authenticate({
      authorization: context.req.header("authorization"),
      address: clientAddress(context.env.incoming),
    });
    context.set("identity", identity);
    await next();
  };
}
