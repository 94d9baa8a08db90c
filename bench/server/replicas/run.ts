// Part of `npm run bench`: what a second server on the same Postgres and the same bucket gives.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { Connection } from "@/bench/server/connection";
import { databaseEnvironment, enginesOrNone, startServer } from "@/bench/server/engines";
import { atOnce } from "@/bench/server/load";
import { figure, markdownTable } from "@/bench/server/markdown";
import { hasNginx, Nginx } from "@/bench/server/nginx";
import { print, report } from "@/bench/server/report";
import { replicaTargets } from "@/bench/server/server-targets";
import { settings } from "@/bench/settings";
import { median } from "@/bench/summary";
import { bucketEnvironment, makeBucket } from "@/e2e/support/engines/buckets";
import { makeDatabase } from "@/e2e/support/engines/databases";
import type { PairSettings } from "@/e2e/support/engines/engine-pair";
import type { RunningServer } from "@/e2e/server/support/running-server";
import { partiesOf, processorsUsed } from "./parties";
import { prepareOperations } from "./prepare";

const CLIENTS = 16;
const ROUNDS = 3;

/** How clients reach one server or two. */
const WAYS = ["1 server", "2 servers", "nginx, 1 server", "nginx, 2 servers"] as const;
type Way = (typeof WAYS)[number];

interface Seat {
  way: Way;
  connections: readonly Connection[];
}

interface Measured {
  rates: number[];
  used: Record<string, number>;
}

const folder = mkdtempSync(join(tmpdir(), "images-dashboard-bench-"));
const engines = await enginesOrNone("server-replicas is");
const servers: RunningServer[] = [];
const fronts: Nginx[] = [];
try {
  if (engines !== null) await measureReplicas(engines.settings);
} finally {
  for (const front of fronts) await front.stop();
  for (const server of servers) await server.dispose();
  await engines?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measureReplicas(pair: PairSettings): Promise<void> {
  const environment = {
    ...databaseEnvironment(await makeDatabase(pair.postgres), randomBytes(32).toString("base64url")),
    ...bucketEnvironment(pair.s3, await makeBucket(pair.s3)),
    EMBEDDED_ADMIN_TOKEN: randomBytes(32).toString("base64url"),
  };
  for (let number = 0; number < 2; number++) servers.push(await startServer(environment));
  const [first] = servers;
  if (first === undefined) return;
  const operations = await prepareOperations(first);
  const seats = await takeSeats();
  const parties = partiesOf(
    servers.map(({ processId }) => processId),
    fronts.at(-1)?.processId ?? null,
    pair,
  );
  const results: { name: string; measured: Map<Way, Measured> }[] = [];
  for (const operation of operations) {
    // Both servers compile their code before it counts.
    for (const { connections } of seats) await atOnce(connections, operation, settings.server.seconds / 2);
    const measured = new Map<Way, Measured>();
    for (let round = 0; round < ROUNDS; round++)
      for (const { way, connections } of seats) {
        const { result, used } = await processorsUsed(parties, () =>
          atOnce(connections, operation, settings.server.seconds),
        );
        const before = measured.get(way);
        measured.set(way, { rates: [...(before?.rates ?? []), result], used: more(before?.used ?? {}, used) });
      }
    results.push({ name: operation.name, measured });
  }
  for (const { connections } of seats) for (const connection of connections) connection.close();
  tell(results);
}

/** The mean of the rounds, each of which adds its share. */
function more(before: Readonly<Record<string, number>>, used: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(used).map(([name, one]) => [name, (before[name] ?? 0) + one / ROUNDS]));
}

/** Clients are told apart by turns, as a round robin would. */
async function takeSeats(): Promise<Seat[]> {
  const ports = servers.map(({ url }) => Number(new URL(url).port));
  const seats: Seat[] = [
    { way: "1 server", connections: await connectionsTo(ports.slice(0, 1)) },
    { way: "2 servers", connections: await connectionsTo(ports) },
  ];
  if (!hasNginx()) {
    console.log("server-replicas: nginx is left out: Debian's nginx-light is not installed.");
    return seats;
  }
  for (const [way, count] of [
    ["nginx, 1 server", 1],
    ["nginx, 2 servers", 2],
  ] as const) {
    const members = ports.slice(0, count).map((port) => `server 127.0.0.1:${port};`);
    const front = await Nginx.start(
      join(folder, `nginx-${count}`),
      'location / { proxy_pass http://servers; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host; }',
      `upstream servers { ${members.join(" ")} keepalive ${2 * CLIENTS}; }`,
    );
    fronts.push(front);
    seats.push({ way, connections: await connectionsTo([Number(new URL(front.url).port)]) });
  }
  return seats;
}

function connectionsTo(ports: readonly number[]): Promise<Connection[]> {
  return Promise.all(
    Array.from({ length: CLIENTS }, (_, client) => Connection.open(ports[client % ports.length] ?? 0)),
  );
}

function tell(results: readonly { name: string; measured: Map<Way, Measured> }[]): void {
  const rates = results.map(({ name, measured }) => {
    const of = (way: Way) => median(measured.get(way)?.rates ?? []);
    const busy = total(measured.get("1 server")?.used ?? {});
    return { name, one: of("1 server"), two: of("2 servers"), allowed: cpus().length / busy, byWay: WAYS.map(of) };
  });
  print(
    `server-replicas: requests a second, ${CLIENTS} clients`,
    markdownTable(
      ["operation", ...WAYS, "2 / 1", "allowed by processors"],
      rates.map(({ name, one, two, allowed, byWay }) =>
        [name].concat(byWay.map(figure), figure(two / one), figure(allowed)),
      ),
    ),
  );
  const busy = results.flatMap(({ name, measured }) =>
    (["1 server", "2 servers"] as const).map((way) => ({ name, way, used: measured.get(way)?.used ?? {} })),
  );
  const names = Object.keys(busy[0]?.used ?? {});
  print(
    `server-replicas: processors kept busy, of ${cpus().length}`,
    markdownTable(
      ["operation", "", ...names, "all"],
      busy.map(({ name, way, used }) =>
        [name, way].concat(
          names.map((party) => figure(used[party])),
          figure(total(used)),
        ),
      ),
    ),
  );
  const measured = results.map(({ name, measured: byWay }) => ({ name, ways: Object.fromEntries(byWay) }));
  report("server-replicas", { clients: CLIENTS, rounds: ROUNDS, measured }, replicaTargets(rates));
}

/** An engine that was not started here counts nothing. */
function total(used: Readonly<Record<string, number>>): number {
  return Object.values(used).reduce((sum, one) => sum + (Number.isNaN(one) ? 0 : one), 0);
}
