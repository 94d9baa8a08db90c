// Part of `npm run bench`: what the dashboard's own API adds to the one that it asks.
import { signInByCookie } from "@/e2e/server/support/signed-in";
import { seedImages } from "@/e2e/support/seed-images";
import { requestBytes, Connection } from "./connection";
import { startServer } from "./engines";
import { oneByOne, type Operation } from "./load";
import { figure, markdownTable } from "./markdown";
import { print, report } from "./report";
import { overheadTargets } from "./server-targets";
import { spreadOf } from "./spread";
import { settings } from "@/bench/settings";

const OWNER = "ada";
const IMAGES = 1_000;
const PAGE_ROWS = 50;
const REQUESTS_A_TURN = 10;
const WARM_UP_REQUESTS = Math.min(200, settings.server.requests);

/** The same question, put to the images API and to the dashboard. */
interface Pair {
  direct: Operation;
  proxied: Operation;
}

const server = await startServer();
try {
  const connection = await Connection.open(Number(new URL(server.url).port));
  const pairs = await questions(connection);
  const measured: Record<string, { direct: number[]; proxied: number[] }> = {};
  for (const [name, { direct, proxied }] of Object.entries(pairs)) {
    for (const operation of [direct, proxied]) await oneByOne(connection, operation, WARM_UP_REQUESTS);
    const times: { direct: number[]; proxied: number[] } = { direct: [], proxied: [] };
    for (let turn = 0; turn < settings.server.requests / REQUESTS_A_TURN; turn++) {
      times.direct.push(...(await oneByOne(connection, direct, REQUESTS_A_TURN)));
      times.proxied.push(...(await oneByOne(connection, proxied, REQUESTS_A_TURN)));
    }
    measured[name] = times;
  }
  connection.close();
  tell(measured);
} finally {
  await server.dispose();
}

async function questions(connection: Connection): Promise<Record<string, Pair>> {
  const token = await server.makeToken(OWNER);
  const rows = await seedImages(server.dataDirectory, OWNER, IMAGES);
  const api = { Authorization: `Bearer ${token}` };
  const page = { Cookie: await signInByCookie(server, token), "Sec-Fetch-Site": "same-origin" };
  const imageId = rows.find(({ status }) => status === "completed")?.id ?? "";
  const made = await connection.ask(requestBytes("POST", "/v2/images", api, { name: "takes-parts" }));
  const [openId = ""] = /image_[A-Za-z0-9_-]{21}/.exec(made.body.toString()) ?? [];
  let number = 0;
  const base = "/api/sfcompute/images";
  const create = (path: string, headers: Record<string, string>) =>
    requestBytes("POST", path, headers, { name: `bench-${number++}`, sizeBytes: 1_000_000 });
  return {
    list: both(
      "list",
      () => requestBytes("GET", `/v2/images?limit=${PAGE_ROWS}`, api),
      () => requestBytes("GET", `${base}?limit=${PAGE_ROWS}`, page),
    ),
    get: both(
      "get",
      () => requestBytes("GET", `/v2/images/${imageId}`, api),
      () => requestBytes("GET", `${base}/${imageId}`, page),
    ),
    create: both(
      "create",
      () => requestBytes("POST", "/v2/images", api, { name: `bench-${number++}` }),
      () => create(base, page),
    ),
    "sign a part": both(
      "sign a part",
      () => requestBytes("POST", `/v2/images/${openId}/parts`, api, { part_id: 1 }),
      () => requestBytes("POST", `${base}/${openId}/parts`, page, { partNumber: 1 }),
    ),
  };
}

function both(name: string, own: () => Buffer, dashboards: () => Buffer): Pair {
  return {
    direct: { name: `${name}, asked directly`, next: own },
    proxied: { name: `${name}, through the dashboard`, next: dashboards },
  };
}

function tell(measured: Readonly<Record<string, { direct: number[]; proxied: number[] }>>): void {
  const spreads = Object.entries(measured).map(([name, { direct, proxied }]) => {
    const [own, dashboards] = [spreadOf(direct), spreadOf(proxied)];
    return { name, own, dashboards, added: { p50: dashboards.p50 - own.p50, p99: dashboards.p99 - own.p99 } };
  });
  const rows = spreads.map(({ name, own, dashboards, added }) => [
    name,
    ...[own.p50, own.p99, dashboards.p50, dashboards.p99, added.p50, added.p99].map(figure),
  ]);
  const head = ["operation", ...["directly", "through the dashboard", "added"].flatMap(p50And99)];
  print("server-proxy: what the dashboard adds", markdownTable(head, rows));
  const added = Object.fromEntries(spreads.map((one) => [one.name, one.added.p50]));
  report("server-proxy", { requests: settings.server.requests, spreads }, overheadTargets(added));
}

function p50And99(what: string): string[] {
  return [`${what}, ms p50`, "p99"];
}
