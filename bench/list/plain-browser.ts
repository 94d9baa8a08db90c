import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "@playwright/test";
import { settings } from "@/bench/settings";

/** A browser that nobody drives yet. */
export interface PlainBrowser {
  /** Of its debugging protocol. */
  port: number;
  close(): Promise<void>;
}

/** Starts a browser with an empty profile. One that Playwright has started would be told by two sides at once what to do. */
export async function startPlainBrowser(): Promise<PlainBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "images-dashboard-browser-"));
  const child = spawn(
    settings.browserPath ?? chromium.executablePath(),
    [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const ended = once(child, "exit");
  return {
    port: await portOf(createInterface({ input: child.stderr })),
    async close() {
      child.kill("SIGTERM");
      await ended;
      // Its children write for a moment longer.
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

async function portOf(lines: AsyncIterable<string>): Promise<number> {
  for await (const line of lines) {
    const port = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error("The browser ended before it told the port of its debugging protocol.");
}
