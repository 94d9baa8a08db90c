import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Logger } from "pino";
import { collectDefaultMetrics, Registry } from "prom-client";
import type { Config } from "@/lib/config/config";
import { pathOf, type Handler } from "@/lib/process/handler";
import { listen } from "@/lib/process/listen";
import { PLAIN_HEADERS } from "@/lib/process/plain-headers";
import { countEvents, watchState } from "./counters";
import { createRequestObserver, observeNothing } from "./observe-request";

/** Whoever collects metrics asks a short question, over and over. */
const REQUEST_TIMEOUT_MS = 5_000;
const MAX_CONNECTIONS = 20;

export interface Metrics {
  /** Sees a request of the main port. */
  observe: Handler;
  /** @throws ConfigError when the port cannot be had */
  listen(): Promise<void>;
  close(): Promise<void>;
}

interface MetricsOptions {
  traffic: Parameters<typeof watchState>[1];
  countImages: Parameters<typeof watchState>[2];
  log: Logger;
}

/** Metrics on a port of their own, for Prometheus. Without a place for them nothing is counted and nothing listens. */
export function openMetrics(place: Config["metrics"], { traffic, countImages, log }: MetricsOptions): Metrics {
  if (place === null) return { observe: observeNothing, listen: async () => undefined, close: async () => undefined };
  const register = new Registry();
  collectDefaultMetrics({ register });
  countEvents(register);
  watchState(register, traffic, countImages);
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS });
  server.maxConnections = MAX_CONNECTIONS;
  server.on("request", answerWith(register, log));
  return {
    observe: createRequestObserver(register),
    listen: () => listen(server, { ...place, variables: { host: "METRICS_HOST", port: "METRICS_PORT" } }),
    close: () => close(server),
  };
}

function answerWith(register: Registry, log: Logger): Handler {
  return (request, response) => {
    if (pathOf(request) !== "/metrics") return answer(404, "text/plain; charset=utf-8", "Metrics are at /metrics.\n");
    if (request.method !== "GET" && request.method !== "HEAD") {
      return answer(405, "text/plain; charset=utf-8", "This path takes GET, HEAD.\n", { Allow: "GET, HEAD" });
    }
    register.metrics().then(
      (text) => answer(200, register.contentType, text),
      (error: unknown) => {
        log.error({ err: error }, "metrics could not be collected");
        answer(500, "text/plain; charset=utf-8", "Metrics cannot be collected just now.\n");
      },
    );

    function answer(status: number, type: string, body: string, headers: Record<string, string> = {}): void {
      response.writeHead(status, {
        ...PLAIN_HEADERS,
        ...headers,
        "Content-Type": type,
        "Content-Length": Buffer.byteLength(body),
      });
      response.end(request.method === "HEAD" ? undefined : body);
    }
  };
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
