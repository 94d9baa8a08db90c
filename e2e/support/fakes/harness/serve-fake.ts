import { once } from "node:events";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono, Schema } from "hono";
import { checkContract, type Exceptions } from "./check-contract";
import { recordOperations } from "./record-operations";
import { bearerToken } from "./tokens";

/** What a fake was asked, as far as tests want to know it. */
export interface SeenRequest {
  method: string;
  /** With its query. */
  path: string;
  /** Of its Authorization header; null without one. */
  token: string | null;
}

/** So many of the newest requests are remembered: a fake that is used by hand may run for days. */
const MOST_SEEN = 20_000;

/** A vendor's API, or its storage, as a real HTTP server on this machine. */
export interface Fake {
  /** Its origin. */
  url: URL;
  /** What did not fit the vendor's document, a sentence each. A test that uses a fake expects none in the end. */
  problems(): readonly string[];
  /** `METHOD /path/{template}` of every operation that was compared with the document and succeeded. */
  operations(): ReadonlySet<string>;
  /** The requests so far, oldest first. */
  seen(): readonly SeenRequest[];
  close(): Promise<void>;
}

interface ServeOptions {
  app: { fetch: Hono["fetch"] } | Hono<object, Schema>;
  /** The document's name in CONTRACTS_DIR; null for what has none, as storage. */
  document: string | null;
  /** A free one when left out. */
  port?: number | undefined;
  exceptions?: Exceptions;
}

/**
 * Serves an app on 127.0.0.1. With CONTRACTS_DIR set, each request and each answer is compared with the vendor's document.
 * @throws the system's error when the port is taken
 */
export async function serveFake({ app, document, port = 0, exceptions = {} }: ServeOptions): Promise<Fake> {
  const check = document === null ? null : await checkContract(document, exceptions);
  const seen: SeenRequest[] = [];
  const server = createAdaptorServer({
    async fetch(request, environment) {
      const { pathname, search } = new URL(request.url);
      const token = bearerToken(request.headers.get("authorization"));
      if (seen.push({ method: request.method, path: pathname + search, token }) > MOST_SEEN) seen.shift();
      if (check === null) return app.fetch(request, environment);
      const requestBody = await request.clone().text();
      const answer = await app.fetch(request, environment);
      check.see({
        method: request.method,
        url: new URL(request.url),
        requestHeaders: request.headers,
        requestBody,
        status: answer.status,
        answerHeaders: answer.headers,
        answerBody: await answer.clone().text(),
      });
      return answer;
    },
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The fake listens on no port.");
  return {
    url: new URL(`http://127.0.0.1:${address.port}`),
    problems: () => check?.problems() ?? [],
    operations: () => check?.operations() ?? new Set(),
    seen: () => seen,
    async close() {
      if (check !== null && document !== null) await recordOperations(document, check);
      if ("closeAllConnections" in server) server.closeAllConnections();
      if (!server.listening) return;
      server.close();
      await once(server, "close");
    },
  };
}
