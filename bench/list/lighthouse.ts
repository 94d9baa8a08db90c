import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { z } from "zod";
import { startPlainBrowser } from "./plain-browser";
import type { Crowd, Stage } from "./stage";

const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;

/** An audit below this is named: so are those that a page passes less than well. */
const FULL_SCORE = 0.9;

/** The row of an image that is completed. */
const SHOWN_INDEX = 5;

/** A result holds pictures of the page. */
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

const execute = promisify(execFile);

/** The part of Lighthouse's result that is looked at. */
const resultSchema = z.object({
  finalDisplayedUrl: z.string(),
  runtimeError: z.object({ message: z.string() }).optional(),
  categories: z.record(
    z.string(),
    z.object({
      score: z.number().nullable(),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
  audits: z.record(z.string(), z.object({ score: z.number().nullable(), numericValue: z.number().optional() })),
});

/** Scores up to 100. */
export interface Scores {
  page: string;
  performance: number;
  accessibility: number;
  bestPractices: number;
  /** Milliseconds, as Lighthouse reckons them for a desktop on a good line. */
  largestPaint: number;
  blocked: number;
  layoutShift: number;
  /** What cost points, by Lighthouse's name for it. */
  short: string[];
}

/** Each page of the dashboard by Lighthouse's own settings for desktops. */
export async function measureLighthouse({ many, few, service }: Stage): Promise<Scores[]> {
  const completed = `${many.url}/${many.ids[SHOWN_INDEX] ?? ""}`;
  return [
    await runLighthouse(`list of ${many.names.length}`, many.url, many),
    await runLighthouse(`list of ${few.names.length}`, few.url, few),
    await runLighthouse("details", completed, many),
    await runLighthouse("sign-in", `${service.baseUrl}/sign-in`, null),
  ];
}

/** In a fresh browser: Lighthouse leaves its tab open, and a second one of the same site would share a process with it. */
async function runLighthouse(page: string, url: string, crowd: Crowd | null): Promise<Scores> {
  const browser = await startPlainBrowser();
  try {
    if (crowd !== null) await addCookies(browser.port, crowd);
    return await scoresOf(page, url, browser.port);
  } finally {
    await browser.close();
  }
}

/** Lighthouse opens a tab of its own, which only knows the cookies of the browser's profile. */
async function addCookies(port: number, { storageState }: Crowd): Promise<void> {
  const driven = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  await driven.contexts()[0]?.addCookies(storageState.cookies);
  await driven.close();
}

async function scoresOf(page: string, url: string, port: number): Promise<Scores> {
  const { categories, audits, finalDisplayedUrl, runtimeError } = await runCommand(url, port);
  if (runtimeError !== undefined) throw new Error(`Lighthouse: ${runtimeError.message}`);
  if (finalDisplayedUrl.split("?")[0] !== url.split("?")[0]) throw new Error(`${url} led to ${finalDisplayedUrl}.`);
  const score = (category: (typeof CATEGORIES)[number]) => Math.round((categories[category]?.score ?? 0) * 100);
  const number = (audit: string) => Math.round((audits[audit]?.numericValue ?? Number.NaN) * 1000) / 1000;
  const short = CATEGORIES.flatMap((category) => categories[category]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < FULL_SCORE)
    .map(({ id }) => id);
  return {
    page,
    performance: score("performance"),
    accessibility: score("accessibility"),
    bestPractices: score("best-practices"),
    largestPaint: Math.round(number("largest-contentful-paint")),
    blocked: Math.round(number("total-blocking-time")),
    layoutShift: number("cumulative-layout-shift"),
    short: [...new Set(short)],
  };
}

/** By its command: its functions go to the page as text, which a loader of TypeScript in this process would have changed. */
async function runCommand(url: string, port: number) {
  const command = ["node_modules/lighthouse/cli/index.js", url, `--port=${port}`];
  const how = ["--preset=desktop", "--disable-storage-reset", `--only-categories=${CATEGORIES.join(",")}`];
  const output = ["--output=json", "--output-path=stdout", "--quiet", "--no-enable-error-reporting"];
  const { stdout } = await execute(process.execPath, [...command, ...how, ...output], { maxBuffer: MOST_OUTPUT_BYTES });
  return resultSchema.parse(JSON.parse(stdout));
}
