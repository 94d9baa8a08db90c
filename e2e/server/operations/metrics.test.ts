import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { freePort } from "@/e2e/support/start-command";
import { send } from "@/e2e/server/support/answer";
import { BrowserSession } from "@/e2e/server/support/browser-session";
import { RunningServer } from "@/e2e/server/support/running-server";
import { parseMetrics, type Sample } from "./parse-metrics";
import { beginUpload, sha256 } from "./upload";

let server: RunningServer;
let metricsUrl: string;

beforeAll(async () => {
  const port = await freePort();
  metricsUrl = `http://127.0.0.1:${port}`;
  server = await RunningServer.start({ environment: { METRICS_PORT: String(port) } });
  return () => server.dispose();
});

async function samples(): Promise<Sample[]> {
  return parseMetrics((await send("GET", `${metricsUrl}/metrics`)).text);
}

async function value(name: string, labels: Record<string, string> = {}): Promise<number> {
  const found = (await samples()).find(
    (sample) =>
      sample.name === `images_dashboard_${name}` &&
      Object.entries(labels).every(([label, expected]) => sample.labels[label] === expected),
  );
  return found?.value ?? 0;
}

test("an upload is counted: requests by route, bytes of parts, images, verifications", async () => {
  const { client, id } = await beginUpload(server, "ada");
  const bytes = new Uint8Array(70_000).fill(7);
  await client.putPart(id, 1, bytes);
  await client.putPart(id, 0, bytes);
  await client.complete(id, sha256(bytes));
  const put = { route: "/objects/[imageId]/parts/[part]", method: "PUT", status: "200" };
  expect(await value("http_requests_total", put)).toBe(1);
  expect(await value("part_bytes_total")).toBe(bytes.length);
  expect(await value("images", { status: "completed" })).toBe(1);
  expect(await value("verification_queue_length")).toBe(0);
  expect(await value("verification_duration_seconds_count", { outcome: "completed" })).toBe(1);
  expect(await value("http_request_duration_seconds_count", { route: "/v2/images/[id]/complete" })).toBe(1);
});

test("tokens that are refused are counted, and what the dashboard asks of an images API", async () => {
  await server.request("wrong-token", "GET", "/v2/images");
  const browser = new BrowserSession(server);
  await browser.ask("POST", "/api/session", { provider: "sfcompute", token: "wrong-token" });
  await browser.ask("GET", "/api/sfcompute/images");
  expect(await value("tokens_refused_total", { where: "dashboard" })).toBe(1);
  expect(await value("upstream_requests_total", { provider: "sfcompute", status: "401" })).toBe(1);
  // The dashboard's own question is one of the two.
  expect(await value("tokens_refused_total", { where: "embedded_api" })).toBe(2);
});

test("the process tells its memory, descriptors, connections and the delay of its event loop", async () => {
  const names = new Set((await samples()).map(({ name }) => name));
  for (const name of ["process_resident_memory_bytes", "process_open_fds", "nodejs_eventloop_lag_seconds"]) {
    expect(names).toContain(name);
  }
  expect(await value("http_connections")).toBeGreaterThan(0);
});

function attempts(index: number): [method: string, path: string][] {
  return [
    ["GET", `/v2/images/image_${index}`],
    ["DELETE", `/v2/images/${index}"},x="/parts`],
    ["GET", `/api/${index}/images/${index}`],
    ["PUT", `/objects/image_${index}/parts/${index}?signature=${index}`],
    ["GET", `/${index}/${"a/".repeat(index % 30)}`],
    ["GET", `/_next/${index}`],
    ["PROPFIND", `/${index}`],
    ["POST", `/wp-${index}.php?x=${index}`],
  ];
}

async function seriesAfter(from: number, to: number): Promise<string[]> {
  for (let index = from; index < to; index += 1) {
    await Promise.all(attempts(index).map(([method, path]) => send(method, server.url + path)));
  }
  return (await samples()).map(({ name, labels }) => `${name}${JSON.stringify(labels)}`);
}

/** Not of the process: a kind of garbage collection has a series when it is first needed, whoever asks. */
function isOfRequests(series: string): boolean {
  return !series.startsWith("nodejs_") && !series.startsWith("process_");
}

test("paths, methods and ids that strangers invent make no new series", async () => {
  const first = await seriesAfter(0, 31);
  const later = await seriesAfter(31, 93);
  expect(later.filter((series) => isOfRequests(series) && !first.includes(series))).toEqual([]);
});

test("its port has nothing else, and the dashboard's port has no metrics", async () => {
  for (const path of ["/", "/healthz", "/v2/images", "/metrics/", "/metrics/../x"]) {
    expect((await send("GET", metricsUrl + path)).status, path).toBe(404);
  }
  expect((await send("POST", `${metricsUrl}/metrics`)).status).toBe(405);
  const { text, status } = await server.request(server.adminToken, "GET", "/metrics");
  expect(status).toBe(404);
  expect(text).not.toContain("images_dashboard_");
});

test("without its variable nothing listens but the dashboard", async () => {
  expect(listeners(server.processId)).toHaveLength(2);
  const plain = await RunningServer.start();
  try {
    expect(listeners(plain.processId)).toHaveLength(1);
  } finally {
    await plain.dispose();
  }
});

/** The sockets that a process listens on: those of its descriptors that the kernel's table has in state 0A. */
function listeners(processId: number): string[] {
  const own = new Set(
    readdirSync(`/proc/${processId}/fd`).map((descriptor) => {
      try {
        return readlinkSync(`/proc/${processId}/fd/${descriptor}`);
      } catch {
        return "";
      }
    }),
  );
  const tables = ["tcp", "tcp6"].map((table) => readFileSync(`/proc/${processId}/net/${table}`, "utf8"));
  return tables
    .flatMap((table) => table.trim().split("\n").slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === "0A" && own.has(`socket:[${fields[9]}]`))
    .map((fields) => fields[1] ?? "");
}
