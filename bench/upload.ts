// Part of `npm run bench`: how fast the browser uploads beside curl, against the same server in the same run.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import type { Browser } from "@playwright/test";
import { z } from "zod";
import { trayItem } from "@/e2e/support/images-page";
import { writeRandomFile } from "@/e2e/support/random-file";
import { StartCommand, freePort } from "@/e2e/support/start-command";
import { residentMib, watchPeakMemory } from "./peak-memory";

const MIB = 1024 * 1024;
const SIZE_BYTES = Number(process.env.BENCH_MIB ?? 1024) * MIB;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

const execute = promisify(execFile);

const folder = mkdtempSync(join(tmpdir(), "images-dashboard-bench-"));
const token = `images_${randomBytes(32).toString("base64url")}`;
const port = await freePort();
const baseUrl = `http://127.0.0.1:${port}`;

interface Measurement {
  megabytesPerSecond: number;
  serverPeakMib: number;
}

async function main(): Promise<void> {
  const file = await writeRandomFile(join(folder, "disk.img"), SIZE_BYTES);
  const server = new StartCommand({ PORT: String(port), DATA_DIR: join(folder, "data"), EMBEDDED_ADMIN_TOKEN: token });
  await server.printed(/is ready/);
  const idleMib = residentMib(server.processId);
  const browser = await chromium.launch({
    ...(process.env.BROWSER_PATH === undefined ? {} : { executablePath: process.env.BROWSER_PATH }),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  const ours: Measurement[] = [];
  const curl: Measurement[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    curl.push(await measure(server, () => putWithCurl(file.path, `curl-${round}`)));
    ours.push(await measure(server, () => uploadInBrowser(browser, file.path, `browser-${round}`)));
    console.log(`round ${round}: curl ${rate(curl.at(-1))} MB/s, browser ${rate(ours.at(-1))} MB/s`);
  }
  await browser.close();
  await server.stop("SIGTERM");
  report({ sizeMib: SIZE_BYTES / MIB, rounds: ROUNDS, idleMib, curl: summary(curl), browser: summary(ours) });
}

/** Seconds that the bytes travelled, from the first PUT's start to the last one's end, as the server's peak memory is watched. */
async function measure(server: StartCommand, upload: () => Promise<number>): Promise<Measurement> {
  const memory = watchPeakMemory(server.processId);
  const seconds = await upload();
  return { megabytesPerSecond: SIZE_BYTES / 1e6 / seconds, serverPeakMib: memory.stop() };
}

/** One PUT of the whole file to a part URL. @returns seconds, by curl's own clock */
async function putWithCurl(path: string, name: string): Promise<number> {
  const { id } = await post("/v2/images", { name }, z.object({ id: z.string() }));
  const { url } = await post(`/v2/images/${id}/parts`, { part_id: 1 }, z.object({ url: z.string() }));
  const { stdout } = await execute("curl", [
    "--fail",
    "--silent",
    "--show-error",
    "--upload-file",
    path,
    "--write-out",
    "%{time_total}",
    url,
  ]);
  await fetch(`${baseUrl}/v2/images/${id}`, { method: "DELETE", headers: { Authorization: `Bearer ${token}` } });
  return Number(stdout);
}

/** The whole file through the pages: parts, hashing and all. @returns seconds, by the browser's network events */
async function uploadInBrowser(browser: Browser, path: string, name: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(`${baseUrl}/sign-in#token=${token}`);
  await page.getByRole("button", { name: "Upload images" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Upload images" });
  await dialog.getByLabel("Image files").setInputFiles(path);
  await dialog.getByRole("textbox", { name: "Name for disk.img" }).fill(name);
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  page.on("request", (request) => {
    if (request.method() === "PUT") first = Math.min(first, performance.now());
  });
  page.on("requestfinished", (request) => {
    if (request.method() === "PUT") last = Math.max(last, performance.now());
  });
  await dialog.getByRole("button", { name: "Start upload" }).click();
  await trayItem(page, name).getByText("Completed").waitFor({ timeout: 600_000 });
  await page.close();
  return (last - first) / 1000;
}

async function post<Answer>(path: string, body: unknown, schema: z.ZodType<Answer>): Promise<Answer> {
  const response = await fetch(baseUrl + path, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return schema.parse(await response.json());
}

function summary(measurements: readonly Measurement[]) {
  return {
    megabytesPerSecond: median(measurements.map((one) => one.megabytesPerSecond)),
    serverPeakMib: median(measurements.map((one) => one.serverPeakMib)),
  };
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}

function rate(measurement: Measurement | undefined): number {
  return Math.round(measurement?.megabytesPerSecond ?? 0);
}

function report(results: {
  sizeMib: number;
  rounds: number;
  idleMib: number;
  curl: ReturnType<typeof summary>;
  browser: ReturnType<typeof summary>;
}): void {
  const { curl, browser } = results;
  console.log(`\n${results.sizeMib} MiB, medians of ${results.rounds}; server idle at ${results.idleMib} MiB`);
  console.table({
    "curl, one PUT": { "MB/s": curl.megabytesPerSecond, "server peak MiB": curl.serverPeakMib },
    "browser, parts and hashing": { "MB/s": browser.megabytesPerSecond, "server peak MiB": browser.serverPeakMib },
  });
  console.log(`browser / curl: ${(browser.megabytesPerSecond / curl.megabytesPerSecond).toFixed(2)}`);
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/latest.json", JSON.stringify(results, null, 2));
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
