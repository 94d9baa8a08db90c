import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import next from "next";
import pino from "pino";
import { getConfig } from "@/lib/config/config";
import { ConfigError } from "@/lib/config/config-error";
import type { Config } from "@/lib/config/config";
import { openImagesApi } from "@/lib/images-api/images-api";
import type { ImagesApi } from "@/lib/images-api/images-api";
import { refuseTarget } from "@/lib/process/refuse-target";
import { clientAddress } from "@/lib/utils/client-address";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const DAY_MS = 24 * 60 * 60 * 1000;

/** A request has this long to send its headers: Node's default, named because `requestTimeout` is off. */
const HEADERS_TIMEOUT_MS = 60_000;

/**
 * A request that is not a part of an image has this long to arrive: Node's default for `requestTimeout`, which must be off
 * because it would cut large parts on slow lines. Parts have a stall timer instead, in the object store.
 */
const REQUEST_TIMEOUT_MS = 300_000;

/**
 * An idle connection is kept this long: longer than the 60 s of common reverse proxies (nginx, AWS), because whoever closes
 * first may close just as the other one sends. The dashboard's own requests over loopback stop using it a second earlier, as
 * Node's client reads the limit from the Keep-Alive header.
 */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;

/** Requests under way have this long to end after a signal; what is cut is sent again by the browser. */
const SHUTDOWN_GRACE_MS = 5_000;

try {
  await serve(getConfig());
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const problem of error.problems) console.error(problem);
  process.exit(1);
}

/** One process, one port: `/v2` and `/objects` go to the embedded images API, the rest to Next. */
async function serve(config: Config): Promise<void> {
  let handle: Handler = refuseWhileStarting;
  const onRequest: Handler = (request, response) => handle(request, response);
  const server = createServer(
    { requestTimeout: 0, headersTimeout: HEADERS_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS },
    onRequest,
  );
  // Without this listener Node invites the body before anybody looked at the headers.
  server.on("checkContinue", onRequest);
  let imagesApi: ImagesApi | null = null;
  stopOnSignal(server, async () => imagesApi?.close());
  await listen(server, config);
  const pages = await openPages(server, config);
  // Last: the first start makes a token that is shown once, so nothing that takes time or may fail comes between the two.
  imagesApi = config.sfcompute?.embedded ? await openEmbedded(config) : null;
  announce(config, imagesApi);
  handle = route(pages, imagesApi);
}

function refuseWhileStarting(_request: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(503, { "Retry-After": "1", "Content-Type": "text/plain" })
    .end("Starting. Try again in a second.\n");
}

async function listen(server: Server, config: Config): Promise<void> {
  server.listen(config.port, config.host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new ConfigError([listenProblem(error, config)]);
  }
}

function listenProblem(error: unknown, { host, port }: Config): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use on ${host}. Stop what uses it, or choose another one, as in PORT=3001 npm start.`;
    case "EACCES":
      return `Port ${port} may not be used by this user. Choose one above 1023, as in PORT=3000 npm start.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST ${host} is not an address of this machine. Leave HOST out to listen on 127.0.0.1.`;
    default:
      return `The server cannot listen on ${host}, port ${port}: ${String(error)}.`;
  }
}

async function openEmbedded(config: Config): Promise<ImagesApi> {
  const { dataDirectory } = config;
  const log = pino({ level: config.logLevel, name: "images-api" });
  try {
    return await openImagesApi({
      dataDirectory,
      publicUrl: config.objectsPublicUrl,
      staleUploadMs: config.staleUploadDays * DAY_MS,
      retainDeletedMs: config.deletedRetentionDays * DAY_MS,
      adminToken: config.embeddedAdminToken,
      log,
    });
  } catch (error) {
    log.debug({ err: error }, "the embedded images API could not be opened");
    const cause = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      `The data in ${dataDirectory} cannot be used (${cause}). Mend it, or name another folder with DATA_DIR.`,
    ]);
  }
}

async function openPages(server: Server, { development, host, port }: Config): Promise<Handler> {
  const app = next({
    dev: development,
    dir: import.meta.dirname,
    hostname: host,
    port,
    httpServer: server,
  });
  await app.prepare();
  const pages = app.getRequestHandler();
  return (request, response) => {
    // One trustworthy address for everything behind this line, whatever the client wrote there.
    request.headers["x-forwarded-for"] = clientAddress(request);
    // Whoever waits to be invited to send a body may send it: Next would never say so.
    if (request.headers.expect?.toLowerCase() === "100-continue") response.writeContinue();
    pages(request, response).catch((error: unknown) => {
      console.error("A page could not be answered.", error);
      response.destroy();
    });
  };
}

function route(pages: Handler, imagesApi: ImagesApi | null): Handler {
  return (request, response) => {
    const path = request.url ?? "/";
    const isObject = imagesApi !== null && path.startsWith("/objects/");
    if (!isObject) limitArrival(request);
    if (imagesApi !== null && (isObject || path.startsWith("/v2/"))) imagesApi.handle(request, response);
    else if (!refuseTarget(request, response)) pages(request, response);
  };
}

function limitArrival(request: IncomingMessage): void {
  // A request without a body never says "end" when nobody reads it, so one that arrived long ago may still be answered.
  const timer = setTimeout(() => request.complete || request.destroy(), REQUEST_TIMEOUT_MS);
  const clear = (): void => clearTimeout(timer);
  request.once("end", clear).once("close", clear);
}

function announce(config: Config, imagesApi: ImagesApi | null): void {
  const signIn = new URL("/sign-in", config.publicUrl);
  console.log(`\nImages Dashboard is ready: ${config.publicUrl.href}`);
  if (imagesApi !== null && imagesApi.firstAdminToken !== null) {
    console.log(`This link signs you in as admin. It is shown only now, so keep it:\n`);
    console.log(`  ${signIn.href}#token=${imagesApi.firstAdminToken}\n`);
    return;
  }
  console.log(`Sign in: ${signIn.href}`);
  if (imagesApi !== null) console.log("No token at hand? npm run admin -- token create --help");
}

/** From the first moment on. `close` puts away what is open by then. */
function stopOnSignal(server: Server, close: () => Promise<void>): void {
  const stop = async (): Promise<void> => {
    const closed = server.listening ? once(server, "close") : null;
    server.close();
    server.closeIdleConnections();
    await Promise.race([closed, delay(SHUTDOWN_GRACE_MS)]);
    await close();
    process.exit(0);
  };
  process.once("SIGINT", () => void stop());
  process.once("SIGTERM", () => void stop());
}
