import type { IncomingMessage, ServerResponse } from "node:http";
import type pino from "pino";
import { requestIdFrom } from "@/lib/images-api/request-id";
import { storageFault } from "@/lib/images-api/storage-fault";
import type { Clock } from "@/lib/utils/steady-clock";
import { ObjectError, PeerGoneError } from "./object-error";
import { isCurrent, parseObjectUrl } from "./object-url";
import { type PartReceiver, receivePart } from "./receive-part";
import { answerError, answerPreflight, setCommonHeaders } from "./respond";
import { type ContentSender, sendContent } from "./send-content";
import type { Grant, UrlSigner } from "./url-signer";

export interface RequestContext extends PartReceiver, ContentSender {
  signer: UrlSigner;
  clock: Clock;
}

/** Answers requests below `/objects/`: checks method and signature, then takes a part or sends an image. Never rejects. */
export function createRequestHandler(context: RequestContext) {
  return async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = requestIdFrom(request.headers["x-request-id"]);
    try {
      setCommonHeaders(response, requestId);
      if (request.method === "OPTIONS") answerPreflight(response);
      else await answer(context, request, response);
    } catch (error) {
      await answerFailure({ log: context.log.child({ requestId }), requestId }, request, response, error);
    }
  };
}

async function answer(context: RequestContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const grant = checkGrant(context, request);
  switch (grant.kind) {
    case "part":
      return receivePart(context, grant, request, response);
    case "content":
      return sendContent(context, grant, request, response);
    default:
      return grant satisfies never;
  }
}

const METHODS: Record<Grant["kind"], readonly string[]> = { part: ["PUT"], content: ["GET", "HEAD"] };

/** What the request's URL truly allows. @throws ObjectError */
function checkGrant({ signer, clock }: RequestContext, request: IncomingMessage): Grant {
  const claimed = parseObjectUrl(request.url ?? "");
  if (claimed === null) throw new ObjectError(404, "not_found", "There is nothing at this address.");
  if (claimed === "unsigned" || !signer.verify(claimed.grant, claimed.signature)) {
    throw new ObjectError(403, "forbidden", "This link is damaged or incomplete. Ask for a new one.");
  }
  const { grant } = claimed;
  const methods = METHODS[grant.kind];
  if (!methods.includes(request.method ?? "")) {
    const allow = methods.join(", ");
    throw new ObjectError(405, "invalid_request_error", `This link is for ${allow} alone.`, { Allow: allow });
  }
  if (!isCurrent(grant, clock())) {
    throw new ObjectError(403, "forbidden", "This link has expired. Ask for a new one.");
  }
  return grant;
}

async function answerFailure(
  { log, requestId }: { log: pino.Logger; requestId: string },
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): Promise<void> {
  // Never the query: it holds the signature.
  const path = request.url?.split("?", 1)[0];
  if (error instanceof PeerGoneError) {
    log.info({ method: request.method, path, reason: error.message }, "objects: connection lost");
    response.destroy();
    return;
  }
  if (!(error instanceof ObjectError))
    log.error({ method: request.method, path, err: error }, "objects: request failed");
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const answered = error instanceof ObjectError ? error : (faultOf(error) ?? unexpected(requestId));
  if (answered.status === 507) log.warn({ path }, "objects: too little free disk space");
  await answerError(request, response, answered);
}

/** What the disk or the database says, in words for people. */
function faultOf(error: unknown): ObjectError | null {
  const fault = storageFault(error);
  if (fault === null) return null;
  const type = fault.status === 507 ? "insufficient_storage" : "api_error";
  return new ObjectError(fault.status, type, fault.message, { "Retry-After": String(fault.retryAfterSeconds) });
}

function unexpected(requestId: string): ObjectError {
  const message = `The server failed. Try again; if it stays so, tell your administrator the request id ${requestId}.`;
  return new ObjectError(500, "api_error", message);
}
