import { randomBytes } from "node:crypto";
import { chromium } from "@playwright/test";
import type { Browser } from "@playwright/test";
import { findProcess } from "./processes";

export interface BenchBrowser {
  browser: Browser;
  processId: number;
}

/**
 * A fresh browser, whose connections go over the lines: it asks for the server's own port, so pages, policies and signed URLs are
 * the same on every line.
 * @param ports for each port of a server the one that leads there
 */
export async function launchBrowser(
  executablePath: string | undefined,
  ports: ReadonlyMap<number, number>,
  switches: readonly string[] = [],
): Promise<BenchBrowser> {
  // A switch that means nothing to the browser, by which its process is found.
  const mark = `--bench-run=${randomBytes(8).toString("hex")}`;
  const rules = Array.from(ports, ([port, over]) => `MAP 127.0.0.1:${port} 127.0.0.1:${over}`);
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      ...(rules.length === 0 ? [] : [`--host-resolver-rules=${rules.join(",")}`]),
      ...switches,
      mark,
    ],
  });
  return { browser, processId: findProcess(mark) };
}
