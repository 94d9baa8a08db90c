import type { MiddlewareHandler } from "hono";
import type { Logger } from "pino";
import { requestIdFrom } from "@/lib/images-api/request-id";
import type { Authenticator } from "@/lib/images-api/tokens/authenticator";
import { clientAddress, type IsTrusted } from "@/lib/utils/client-address";
import type { AppEnvironment } from "./environment";

type Middleware = MiddlewareHandler<AppEnvironment>;

/**
 * Names and logs each request, and sets the headers every answer has. There is no CORS on purpose: browsers use the
 * dashboard's proxy and never hold a token, so no page of another origin has business here.
 */
export function observe(log: Logger, isTrustedProxy: IsTrusted): Middleware {
  return async (context, next) => {
    const startedAt = performance.now();
    const requestId = requestIdFrom(context.req.header("x-request-id"));
    context.set("requestId", requestId);
    context.set("address", clientAddress(context.env.incoming, isTrustedProxy));
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
        durationMs: Math.round(performance.now() - startedAt),
        tokenId: context.get("identity")?.tokenId,
        address: context.get("address"),
      },
      "request",
    );
  };
}

export function authenticateWith(authenticator: Authenticator): Middleware {
  return async (context, next) => {
    const identity = await authenticator.authenticate({
      authorization: context.req.header("authorization"),
      address: context.get("address"),
    });
    context.set("identity", identity);
    await next();
  };
}
