import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { RunningServer } from "@/e2e/server/support/running-server";
import { type Journal, LoadClient } from "./client";

const SAMPLE_MS = 250;

/** A process's resident memory, in bytes. */
export async function residentBytes(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, "utf8");
  const kib = /^VmRSS:\s+(?<kib>\d+) kB$/m.exec(status)?.groups?.["kib"];
  if (kib === undefined) throw new Error(`Nothing is known of the memory of process ${processId}.`);
  return Number(kib) * 1024;
}

/** Samples a server's memory and, by questions that cost it nothing, how soon its event loop answers, until the signal ends it. */
export async function watchServer(server: RunningServer, journal: Journal, signal: AbortSignal): Promise<number[]> {
  const client = new LoadClient(server.url, journal);
  const samples: number[] = [];
  try {
    while (!signal.aborted) {
      samples.push(await residentBytes(server.processId));
      await client.ask("event loop", "/v2/openapi.json");
      await delay(SAMPLE_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    client.close();
  }
  return samples;
}

/** The value below which this share of them lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}
