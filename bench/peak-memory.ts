import { readFileSync } from "node:fs";

const INTERVAL_MS = 50;

/** Resident memory of a process in MiB, as Linux tells it. */
export function residentMib(processId: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${processId}/status`, "utf8"))?.[1];
  return Math.round(Number(kib) / 1024);
}

/** Watches a process's resident memory until `stop`, which gives the largest value seen, in MiB. */
export function watchPeakMemory(processId: number): { stop(): number } {
  let peak = residentMib(processId);
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMib(processId));
  }, INTERVAL_MS);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}
