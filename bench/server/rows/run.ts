// Part of `npm run bench`: what the number of images costs, on SQLite and on Postgres.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enginesOrNone, startServer } from "@/bench/server/engines";
import { figure, markdownTable } from "@/bench/server/markdown";
import { OPERATION_NAMES } from "@/bench/server/operations";
import { print, report } from "@/bench/server/report";
import { listTargets, type SizedSpread } from "@/bench/server/server-targets";
import { settings } from "@/bench/settings";
import { fillPostgres } from "./fill-postgres";
import { fillSqlite } from "./fill-sqlite";
import type { Filled } from "./filled";
import { CLIENTS, type Contender, measure, type Results } from "./measure";

const folder = mkdtempSync(join(tmpdir(), "images-dashboard-bench-"));
const engines = await enginesOrNone("server-rows: Postgres is");
const contenders: Contender[] = [];
try {
  const begin = performance.now();
  const { rows: sizes } = settings.server;
  const now = Date.now();
  const filled = [
    ...(await fillSqlite(folder, sizes, now)),
    ...(engines === null ? [] : await fillPostgres(engines.settings.postgres, sizes, now)),
  ];
  console.log(`server-rows: filled in ${((performance.now() - begin) / 1000).toFixed(0)} s`);
  for (const one of filled) {
    const server = await startServer(one.environment, one.dataDirectory ?? undefined);
    contenders.push({ filled: one, server });
  }
  tell(filled, await measure(contenders));
} finally {
  for (const { server } of contenders) await server.dispose();
  await engines?.stop();
  rmSync(folder, { recursive: true, force: true });
}

function tell(filled: readonly Filled[], results: Results): void {
  const rows = OPERATION_NAMES.flatMap((name) =>
    filled.map((one) => {
      const { p50, p99, requestsPerSecond } = results.get(one)?.[name] ?? {};
      const cells = [p50, p99, requestsPerSecond].map(figure);
      return [name, one.images.toLocaleString("en-US"), one.engine, ...cells];
    }),
  );
  const head = ["operation", "images", "rows in", "p50, ms", "p99, ms", `requests a second, ${CLIENTS} clients`];
  print("server-rows: what the number of images costs", markdownTable(head, rows));
  const spreads = [...results].flatMap(([{ engine, images }, byName]): SizedSpread[] =>
    OPERATION_NAMES.filter((name) => name.startsWith("list")).map((name) => ({
      what: `${name}, ${engine}`,
      images,
      p99: byName[name].p99,
    })),
  );
  const measured = [...results].map(([{ engine, images }, operations]) => ({ engine, images, operations }));
  report("server-rows", { clients: CLIENTS, requests: settings.server.requests, measured }, listTargets(spreads));
}
