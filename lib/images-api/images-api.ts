import { mkdir } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Logger } from "pino";
import { createAuditor } from "@/lib/images-api/audit/auditor";
import { startUpkeep } from "@/lib/images-api/jobs/upkeep";
import { createVerifier } from "@/lib/images-api/jobs/verifier";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { StoreState } from "@/lib/images-api/metadata/state";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { openDiskObjectStore } from "@/lib/images-api/objects/disk/disk-object-store";
import { createAuthenticator, FIRST_OWNER } from "@/lib/images-api/tokens/authenticator";
import { hashToken, mintToken, newTokenId } from "@/lib/images-api/tokens/token";
import { trustedProxies } from "@/lib/utils/client-address";
import { steadyNow } from "@/lib/utils/steady-clock";
import { createApp } from "./app";
import { dataFiles } from "./data-files";
import { createHealthChecks, type HealthCheck } from "./health-checks";
import { errorBody } from "./http/respond-error";
import { imageRows } from "./image-rows";
import { newRequestId } from "./request-id";
import { keptSigningKey } from "./signing-key";

/** A JSON body has this long to arrive, in milliseconds: it fits into a few packets. */
const BODY_TIMEOUT_MS = 30_000;

export interface ImagesApiOptions {
  /** Made when it is missing. */
  dataDirectory: string;
  /** Base of the `/objects` URLs handed out. */
  publicUrl: URL;
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
  log: Logger;
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

/** Opens the stores, goes on with unfinished verifications and starts the upkeep. */
export async function openImagesApi(options: ImagesApiOptions): Promise<ImagesApi> {
  const { dataDirectory, publicUrl, adminToken, requestsPerMinute, log } = options;
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const signingKey = keptSigningKey(dataFiles.signingKey(dataDirectory));
  const metadata = await openSqliteMetadataStore(dataFiles.metadata(dataDirectory), (entry) =>
    log.info(entry, "audit"),
  );
  const objects = await openDiskObjectStore({
    directory: dataFiles.objects(dataDirectory),
    publicUrl,
    signingKey,
    rows: imageRows(metadata),
    clock: steadyNow,
    log,
  });
  const verifier = createVerifier({ metadata, objects, log });
  const upkeep = startUpkeep({ ...options, metadata, objects });
  const authenticator = createAuthenticator({ metadata, adminToken, clock: steadyNow, log });
  const app = createApp({
    metadata,
    objects,
    verifier,
    authenticator,
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

  verifier.resume().catch((error: unknown) => log.error({ err: error }, "verifications could not be resumed"));
  /** What is still being done for requests, also for those whose connection broke: it needs the stores. */
  const underWay = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    const tracked = work
      .catch((error: unknown) => log.error({ err: error }, "a request could not be answered"))
      .finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };
  return {
    handle(request, response) {
      if (request.url?.startsWith("/objects/") === true) {
        track(objects.handle(request, response));
        return;
      }
      // Whoever waits to be invited to send a body may send it: it is small, or refused by its length.
      if (request.headers.expect?.toLowerCase() === "100-continue") response.writeContinue();
      track(answer(request, response));
    },
    firstAdminToken: adminToken === undefined ? await makeFirstToken(metadata) : null,
    healthChecks: ({ minFreeDiskBytes }) => createHealthChecks({ metadata, objects, minFreeDiskBytes }),
    countImages: () => metadata.countImages(),
    async close() {
      // First, for a completion that is under way waits for its verification.
      await verifier.close();
      await Promise.all(underWay);
      await upkeep.close();
      await objects.close();
      await metadata.close();
    },
  };
}

async function makeFirstToken(metadata: MetadataStore): Promise<string | null> {
  if ((await metadata.listTokens()).length > 0) return null;
  const token = mintToken();
  await metadata.createToken({
    id: newTokenId(),
    hash: hashToken(token),
    owner: FIRST_OWNER,
    role: "admin",
    createdAt: Date.now(),
  });
  return token;
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
