import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { MIB, settings } from "@/bench/settings";
import { Journal } from "@/e2e/server/load/client";
import { holdParts } from "@/e2e/server/load/hold-parts";
import { percentile, residentBytes, watchServer } from "@/e2e/server/load/watch";
import { takeOn, work } from "@/e2e/server/load/work";
import { RunningServer } from "@/e2e/server/support/running-server";

/** Of clients that share an owner, some see each other's images come and go. */
const OWNERS = 20;

/** Enough to keep the disk busy all the while, and no more than a small disk holds: deleted images keep their bytes for a time. */
const MAX_SENT_BYTES = 6 * 1024 * MIB;

const PARTS_AT_ONCE = { count: 50, bytes: randomBytes(16 * MIB) };

const { clients, seconds, resultsFile } = settings.serverLoad;
const server = await RunningServer.start({ environment: { REQUESTS_PER_MINUTE: "0", LOG_LEVEL: "warn" } });
try {
  const journal = new Journal();
  const samples = await runShift(journal);
  const held = await holdAtOnce();
  const result = {
    machine: { processors: availableParallelism() },
    clients,
    seconds,
    ...summary(journal, samples),
    held,
  };
  console.table(result.operations);
  const { operations: _shown, ...rest } = result;
  console.log(JSON.stringify(rest, null, 2));
  await mkdir(dirname(resultsFile), { recursive: true });
  await writeFile(resultsFile, `${JSON.stringify(result, null, 2)}\n`);
  if (journal.failures.length > 0) process.exitCode = 1;
} finally {
  await server.dispose();
}

/** @returns the server's memory, sampled, in bytes */
async function runShift(journal: Journal): Promise<number[]> {
  const crew = await Promise.all(Array.from({ length: OWNERS }, (_, number) => takeOn(server, `owner-${number}`)));
  const watched = new AbortController();
  const watching = watchServer(server, journal, watched.signal);
  const until = performance.now() + seconds * 1000;
  const shifts = Array.from({ length: clients }, (_, number) => {
    const { token, cookie } = crew[number % OWNERS] ?? { token: "", cookie: "" };
    return work({ server, token, cookie, journal, until, maxSentBytes: MAX_SENT_BYTES }, number);
  });
  await Promise.all(shifts);
  watched.abort();
  return watching;
}

async function holdAtOnce(): Promise<Record<string, number>> {
  const { token } = await takeOn(server, "holder");
  const before = await residentBytes(server.processId);
  let grown = 0;
  const statuses = await holdParts(server, token, PARTS_AT_ONCE, async () => {
    grown = (await residentBytes(server.processId)) - before;
  });
  const { count, bytes } = PARTS_AT_ONCE;
  return {
    parts: count,
    acknowledged: statuses.filter((status) => status === 200).length,
    sentMib: (count * bytes.length) / MIB,
    grownMib: Math.round(grown / MIB),
  };
}

function summary(journal: Journal, samples: readonly number[]) {
  const operations = Object.fromEntries(
    [...journal.durations]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, all]) => [
        name,
        { requests: all.length, "p50 ms": rounded(percentile(all, 0.5)), "p99 ms": rounded(percentile(all, 0.99)) },
      ]),
  );
  // A first third in which caches fill and code is compiled; a leak goes on after it.
  const third = Math.floor(samples.length / 3);
  const warm = samples.slice(third, 2 * third);
  const last = samples.slice(2 * third);
  return {
    requestsPerSecond: rounded(journal.requests / seconds),
    statuses: Object.fromEntries(journal.statuses),
    failures: journal.failures.slice(0, 10),
    sentMib: Math.round(journal.sentBytes / MIB),
    receivedMib: Math.round(journal.receivedBytes / MIB),
    memoryMib: {
      atFirst: Math.round((samples[0] ?? 0) / MIB),
      highest: Math.round(Math.max(...samples) / MIB),
      medianOfSecondThird: Math.round(percentile(warm, 0.5) / MIB),
      medianOfLastThird: Math.round(percentile(last, 0.5) / MIB),
    },
    operations,
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
