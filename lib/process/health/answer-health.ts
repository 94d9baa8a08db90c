import type { IncomingMessage, ServerResponse } from "node:http";
import type { Phase } from "@/lib/process/front-door";
import { pathOf } from "@/lib/process/handler";
import { PLAIN_HEADERS } from "@/lib/process/plain-headers";
import type { Readiness } from "./readiness";

interface HealthOptions {
  phase: () => Phase;
  readiness: () => Promise<Readiness>;
}

const METHODS = ["GET", "HEAD"];

/**
 * Answers `/healthz`: this process answers, and nothing else was asked. And `/readyz`: whether it can be of use, with each check's name
 * and a word on why it fails. Anybody may ask, so they say nothing of paths, versions or numbers.
 * @returns a handler that returns whether it answered
 */
export function createHealthAnswers({ phase, readiness }: HealthOptions) {
  return function answerHealth(request: IncomingMessage, response: ServerResponse): boolean {
    const path = pathOf(request);
    if (path !== "/healthz" && path !== "/readyz") return false;
    // Closed connections at the end of a process must not wait for whoever asks every second.
    if (phase() === "leaving" || phase() === "stopping") response.shouldKeepAlive = false;
    if (!METHODS.includes(request.method ?? "")) answer(405, { status: "method_not_allowed" });
    else if (path === "/healthz") answer(200, { status: "ok" });
    else void ready();
    return true;

    async function ready(): Promise<void> {
      const { ready: isReady, checks } = await readinessNow();
      answer(isReady ? 200 : 503, { status: isReady ? "ready" : "not_ready", checks });
    }

    async function readinessNow(): Promise<Readiness> {
      const before = phase();
      if (before !== "running") return inPhase(before);
      const told = await readiness();
      const after = phase();
      return after === "running" ? told : inPhase(after);
    }

    function answer(status: number, content: unknown): void {
      const body = `${JSON.stringify(content)}\n`;
      response.writeHead(status, {
        ...PLAIN_HEADERS,
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
        ...(status === 405 && { Allow: METHODS.join(", ") }),
        ...(status === 503 && { "Retry-After": "1" }),
      });
      response.end(request.method === "HEAD" ? undefined : body);
    }
  };
}

/** Stores are not asked while they are opened or closed. */
function inPhase(phase: Exclude<Phase, "running">): Readiness {
  return { ready: false, checks: [{ name: "server", status: "failing", reason: phase }] };
}
