import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";

/** Something that must hold for the server to be of use. */
export interface Check {
  name: string;
  /** @returns null when it holds, or a word that says why not; it may be shown to anybody. Rejects when it cannot be told. */
  run(): Promise<string | null>;
}

export interface CheckResult {
  name: string;
  status: "ok" | "failing";
  reason?: string;
}

export interface Readiness {
  ready: boolean;
  checks: CheckResult[];
}

export interface ReadinessOptions {
  /** Those that apply now, in the order in which they are shown. */
  checks: () => readonly Check[];
  /** A check that takes longer counts as failing. */
  deadlineMs: number;
  /** An answer is given again for so long, so that asking costs nothing. */
  keptMs: number;
  log: Logger;
}

/** Makes the question whether the server is ready. Checks that fail are logged with their errors, which are shown to nobody else. */
export function createReadiness({ checks, deadlineMs, keptMs, log }: ReadinessOptions): () => Promise<Readiness> {
  const running = new Map<string, Promise<string | null>>();
  const failing = new Set<string>();
  let kept: { at: number; answer: Promise<Readiness> } | null = null;

  /** One at a time of each: a disk that answers no more must not take up a thread a second. */
  function start(check: Check): Promise<string | null> {
    const already = running.get(check.name);
    if (already !== undefined) return already;
    const outcome = check
      .run()
      .catch((error: unknown) => {
        if (!failing.has(check.name)) log.error({ err: error, check: check.name }, "a check failed");
        return "unavailable";
      })
      .finally(() => running.delete(check.name));
    running.set(check.name, outcome);
    return outcome;
  }

  async function resultOf(check: Check): Promise<CheckResult> {
    const timer = new AbortController();
    const late = delay(deadlineMs, "timeout", { signal: timer.signal });
    const reason = await Promise.race([start(check), late]).finally(() => timer.abort());
    const { name } = check;
    if (reason === null) {
      if (failing.delete(name)) log.info({ check: name }, "a check holds again");
      return { name, status: "ok" };
    }
    if (!failing.has(name)) log.warn({ check: name, reason }, "not ready");
    failing.add(name);
    return { name, status: "failing", reason };
  }

  async function ask(): Promise<Readiness> {
    const results = await Promise.all(checks().map(resultOf));
    return { ready: results.every(({ status }) => status === "ok"), checks: results };
  }

  return () => {
    const now = performance.now();
    if (kept === null || now - kept.at >= keptMs) kept = { at: now, answer: ask() };
    return kept.answer;
  };
}
