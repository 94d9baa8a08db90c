import type { Target } from "@/bench/targets";
import type { Measured } from "./measured";
import { percentile } from "./numbers";

/** Bounds that were set before anything was measured. */
const MOST_FILTER_MILLISECONDS = 50;
const MOST_SCRIPT_KB = 180;
const MOST_INTERACTION_MILLISECONDS = 100;
const LEAST_PERFORMANCE = 98;

/** What was aimed at and what came of it; only what was measured is in the list. */
export function listTargets({ many, javascript, session, lighthouse }: Measured): Target[] {
  return [
    ...(many.keys === undefined
      ? []
      : [
          atMost(
            `ms from key press to filtered rows, p95 of ${many.keys.milliseconds.length}`,
            percentile(many.keys.milliseconds, 0.95),
            MOST_FILTER_MILLISECONDS,
          ),
        ]),
    ...(javascript === undefined
      ? []
      : [atMost("kB of JavaScript (gzip -9)", javascript.all.gzip / 1000, MOST_SCRIPT_KB)]),
    ...(session === undefined
      ? []
      : [
          atMost(
            `ms of the slowest of ${session.count} interactions`,
            session.interactions[0]?.milliseconds ?? 0,
            MOST_INTERACTION_MILLISECONDS,
          ),
        ]),
    ...(many.loads === undefined
      ? []
      : [atMost("tasks over 50 ms while rows arrive, all rounds", many.loads.flatMap((l) => l.tasksAfter).length, 0)]),
    ...(lighthouse ?? []).flatMap(({ page, performance, accessibility, bestPractices }) => [
      atLeast(`Lighthouse performance, ${page}`, performance, LEAST_PERFORMANCE),
      atLeast(`Lighthouse accessibility, ${page}`, accessibility, 100),
      atLeast(`Lighthouse best practices, ${page}`, bestPractices, 100),
    ]),
  ];
}

function atMost(what: string, measured: number, bound: number): Target {
  return { what, value: Math.round(measured * 10) / 10, bound: `≤ ${bound}`, met: measured <= bound };
}

function atLeast(what: string, measured: number, bound: number): Target {
  return { what, value: measured, bound: `≥ ${bound}`, met: measured >= bound };
}
