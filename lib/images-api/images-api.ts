import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Logger } from "pino";
import { createAuditor } from "@/lib/images-api/audit/auditor";
import { startUpkeep } from "@/lib/images-api/jobs/upkeep";
import { BUCKET_PLACES, createVerifier, DISK_PLACES } from "@/lib/images-api/jobs/verifier";
import type { StoreState } from "@/lib/images-api/metadata/state";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { openStores } from "@/lib/images-api/stores/open-stores";
import type { StoresOptions } from "@/lib/images-api/stores/store-options";
import { createAuthenticator, FIRST_OWNER } from "@/lib/images-api/tokens/authenticator";
import { hashToken, mintToken, newTokenId } from "@/lib/images-api/tokens/token";
import { trustedProxies } from "@/lib/utils/client-address";
import { steadyNow } from "@/lib/utils/steady-clock";
import { createApp } from "./app";
import { createHealthChecks, type HealthCheck } from "./health-checks";
import { errorBody } from "./http/respond-error";
import { newRequestId } from "./request-id";

export { StoreError } from "@/lib/images-api/stores/store-error";

/** A JSON body has this long to arrive, in milliseconds: it fits into a few packets. */
const BODY_TIMEOUT_MS = 30_000;

export interface ImagesApiOptions extends StoresOptions {
  /** False: images are completed with the checksum that the uploader gives, and their bytes are not read. */
  verifyUploads: boolean;
  /** An upload without activity for this long, in milliseconds, is given up. */
  staleUploadMs: number;
  /** A deleted image's bytes are kept for this long, in milliseconds. */
  retainDeletedMs: number;
  /** Entries of the audit trail are kept for this long, in milliseconds. */
  retainAuditMs: number;
  /** With one token; null for any number. */
  requestsPerMinute: number | null;
  /** Reverse proxies on other machines: addresses and blocks of them. */
  trustedProxies: readonly string[];
  /** A JSON body arrives within so many milliseconds. */
  bodyTimeoutMs?: number;
  /** Accepted as an admin's token besides those in the store. */
  adminToken: string | undefined;
}

export interface ImagesApi {
  /** Answers `/v2/…` and `/objects/…`. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Made when the store holds no token at all and none is configured. This is the only time that it is seen. */
  firstAdminToken: string | null;
  /** What must hold for this API to be of use. */
  healthChecks(options: { minFreeDiskBytes: number }): readonly HealthCheck[];
  countImages: StoreState["countImages"];
  /** Waits for what is still being answered, ends jobs and closes the stores. No requests may come in any more. */
  close(): Promise<void>;
}

/**
 * Opens the stores, goes on with unfinished verifications and starts the upkeep.
 * @throws StoreError when a database or a bucket cannot be used
 */
export async function openImagesApi(options: ImagesApiOptions): Promise<ImagesApi> {
  const { adminToken, requestsPerMinute, verifyUploads, log } = options;
  const stores = await openStores(options);
  const { metadata, objects, handleObjects, watched } = stores;
  const verifier = createVerifier({
    metadata,
    objects,
    log,
    readsBytes: verifyUploads,
    places: watched.place === "disk" ? DISK_PLACES : BUCKET_PLACES,
  });
  const app = createApp({
    metadata,
    objects,
    verifier,
    authenticator: createAuthenticator({ metadata, adminToken, clock: steadyNow, log }),
    auditor: createAuditor(metadata, log),
    bodyTimeoutMs: options.bodyTimeoutMs ?? BODY_TIMEOUT_MS,
    requestsPerMinute,
    isTrustedProxy: trustedProxies(options.trustedProxies),
    log,
  });
  const answer = getRequestListener(app.fetch, {
    // Next runs in the same process and has its own idea of Request and Response.
    overrideGlobalObjects: false,
    errorHandler: (error) => refuseUnreadable(error, log),
  });
  const underWay = trackWork(log);
  const firstAdminToken = adminToken === undefined ? await makeFirstToken(metadata) : null;
  verifier.start();
  const upkeep = startUpkeep({ ...options, metadata, objects, place: watched.place });

  return {
    handle(request, response) {
      if (request.url?.startsWith("/objects/") === true) {
        underWay.track(handleObjects(request, response));
        return;
      }
      // Whoever waits to be invited to send a body may send it: it is small, or refused by its length.
      if (request.headers.expect?.toLowerCase() === "100-continue") response.writeContinue();
      underWay.track(answer(request, response));
    },
    firstAdminToken,
    healthChecks: ({ minFreeDiskBytes }) => createHealthChecks({ metadata, objects: watched, minFreeDiskBytes }),
    countImages: () => metadata.countImages(),
    async close() {
      // First, for a completion that is under way waits for its verification; and other servers go on with what was begun.
      await verifier.close();
      await underWay.ended();
      await upkeep.close();
      await stores.close();
    },
  };
}

/** Of several servers that start at once one makes it. */
async function makeFirstToken(metadata: MetadataStore): Promise<string | null> {
  const token = mintToken();
  const isFirst = await metadata.createFirstToken({
    id: newTokenId(),
    hash: hashToken(token),
    owner: FIRST_OWNER,
    role: "admin",
    createdAt: Date.now(),
  });
  return isFirst ? token : null;
}

/** What is still being done for requests, also for those whose connection broke: it needs the stores. */
function trackWork(log: Logger) {
  const underWay = new Set<Promise<void>>();
  return {
    track(work: Promise<void>): void {
      const tracked = work
        .catch((error: unknown) => log.error({ err: error }, "a request could not be answered"))
        .finally(() => underWay.delete(tracked));
      underWay.add(tracked);
    },
    async ended(): Promise<void> {
      await Promise.all(underWay);
    },
  };
}

/** What never reaches the routes: a request that cannot be read, such as one with an impossible Host header. */
function refuseUnreadable(error: unknown, log: Logger): Response {
  const requestId = newRequestId();
  log.warn({ err: error, requestId }, "unreadable request");
  return Response.json(errorBody("invalid_request_error", "The request cannot be read."), {
    status: 400,
    headers: { "X-Request-Id": requestId, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store" },
  });
}
