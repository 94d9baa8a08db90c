import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Logger } from "pino";
import type { Auditor } from "@/lib/images-api/audit/auditor";
import { listAudit } from "@/lib/images-api/audit/list-audit";
import { auditAttempts } from "@/lib/images-api/http/audit-attempts";
import type { AppEnvironment } from "@/lib/images-api/http/environment";
import { limitBody } from "@/lib/images-api/http/limit-body";
import { authenticateWith, observe } from "@/lib/images-api/http/middleware";
import { originOf } from "@/lib/images-api/http/origin";
import { refuseInvalid } from "@/lib/images-api/http/refuse-invalid";
import { MethodNotAllowed, respondError } from "@/lib/images-api/http/respond-error";
import { completeImage } from "@/lib/images-api/images/complete-image";
import type { ImagesContext } from "@/lib/images-api/images/context";
import { createImage } from "@/lib/images-api/images/create-image";
import { deleteImage } from "@/lib/images-api/images/delete-image";
import { downloadUrl } from "@/lib/images-api/images/download-url";
import { getImage } from "@/lib/images-api/images/get-image";
import { listImages } from "@/lib/images-api/images/list-images";
import { partUrl } from "@/lib/images-api/images/part-url";
import { restoreImage } from "@/lib/images-api/images/restore-image";
import { limitRequests } from "@/lib/images-api/limits/limit-requests";
import type { Authenticator } from "@/lib/images-api/tokens/authenticator";
import type { IsTrusted } from "@/lib/utils/client-address";
import { ServiceError } from "./errors";
import {
  accountRoute,
  auditRoute,
  completeRoute,
  createImageRoute,
  deleteRoute,
  downloadRoute,
  getRoute,
  listRoute,
  partRoute,
  restoreRoute,
} from "./routes";

/** What the routes need: the verbs' context without who asks, which comes with each request. */
export interface AppOptions extends Omit<ImagesContext, "identity" | "by"> {
  auditor: Auditor;
  authenticator: Authenticator;
  /** A JSON body arrives within so many milliseconds. */
  bodyTimeoutMs: number;
  /** With one token; null for any number. */
  requestsPerMinute: number | null;
  isTrustedProxy: IsTrusted;
  log: Logger;
}

/** Methods of each path, for the 405 of all others. A HEAD is answered like a GET, without its body. */
const METHODS = {
  "/v2/images": ["GET", "HEAD", "POST"],
  "/v2/images/:id": ["GET", "HEAD", "DELETE"],
  "/v2/images/:id/parts": ["POST"],
  "/v2/images/:id/complete": ["POST"],
  "/v2/images/:id/download": ["GET", "HEAD"],
  "/v2/images/:id/restore": ["POST"],
  "/v2/audit": ["GET", "HEAD"],
  "/v2/me": ["GET", "HEAD"],
  "/v2/openapi.json": ["GET", "HEAD"],
} as const;

/** The routes of `/v2`. */
export function createApp(options: AppOptions): OpenAPIHono<AppEnvironment> {
  const { auditor, authenticator, bodyTimeoutMs, requestsPerMinute, isTrustedProxy, log, ...services } = options;
  const app = new OpenAPIHono<AppEnvironment>({ defaultHook: refuseInvalid });
  app.use(observe(log, isTrustedProxy));
  app.onError((error, context) => respondError(error, context, log));
  app.notFound((context) =>
    respondError(new ServiceError("not_found", "There is nothing at this path."), context, log),
  );

  const { byAddress, byToken } = limitRequests(requestsPerMinute);
  app.use(byAddress);
  for (const path of ["/v2/images/*", "/v2/me", "/v2/audit"]) {
    app.use(path, auditAttempts(auditor), authenticateWith(authenticator), byToken, limitBody(bodyTimeoutMs));
  }
  addImageRoutes(app, services);
  app.openapi(accountRoute, async (context) => {
    const { owner, role, tokenId } = context.get("identity");
    // Nobody but a sign-in asks it: what the dashboard does afterwards begins with an image.
    await auditor.used(originOf(context), "sign_in");
    return context.json({ object: "account", account: owner, role, token_id: tokenId } as const, 200);
  });
  app.openapi(auditRoute, async (context) => {
    const { metadata } = services;
    const call = { identity: context.get("identity"), by: originOf(context), metadata, auditor };
    return context.json(await listAudit({ context: call, input: context.req.valid("query") }), 200);
  });
  addDocument(app);
  for (const [path, methods] of Object.entries(METHODS)) {
    app.all(path, () => {
      throw new MethodNotAllowed(methods);
    });
  }
  return app;
}

function addImageRoutes(app: OpenAPIHono<AppEnvironment>, services: Omit<ImagesContext, "identity" | "by">): void {
  const contextOf = (context: Context<AppEnvironment>): ImagesContext => ({
    ...services,
    identity: context.get("identity"),
    by: originOf(context),
  });

  app.openapi(listRoute, async (context) =>
    context.json(await listImages({ context: contextOf(context), input: context.req.valid("query") }), 200),
  );
  app.openapi(createImageRoute, async (context) =>
    context.json(await createImage({ context: contextOf(context), input: context.req.valid("json") }), 201),
  );
  app.openapi(getRoute, async (context) =>
    context.json(await getImage({ context: contextOf(context), input: context.req.valid("param") }), 200),
  );
  app.openapi(deleteRoute, async (context) =>
    context.json(await deleteImage({ context: contextOf(context), input: context.req.valid("param") }), 200),
  );
  app.openapi(partRoute, async (context) => {
    const input = { ...context.req.valid("param"), ...context.req.valid("json") };
    return context.json(await partUrl({ context: contextOf(context), input }), 200);
  });
  app.openapi(completeRoute, async (context) => {
    const input = { ...context.req.valid("param"), ...context.req.valid("json") };
    return context.json(await completeImage({ context: contextOf(context), input }), 200);
  });
  app.openapi(downloadRoute, async (context) =>
    context.json(await downloadUrl({ context: contextOf(context), input: context.req.valid("param") }), 200),
  );
  app.openapi(restoreRoute, async (context) =>
    context.json(await restoreImage({ context: contextOf(context), input: context.req.valid("param") }), 200),
  );
}

/** Public: it says nothing about anybody. */
function addDocument(app: OpenAPIHono<AppEnvironment>): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer_auth", { type: "http", scheme: "bearer" });
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Images API",
      version: "2.0.0",
      description: "Machine images: create, upload by parts, verify, download. Image bytes go to presigned URLs.",
    },
  });
  app.get("/v2/openapi.json", (context) => context.json(document));
}
