import { setTimeout as delay } from "node:timers/promises";
import { launchBrowser } from "./bench-browser";
import type { PageScripts } from "./bundle";
import type { Service } from "./service";
import { settings } from "./settings";

/** As long as an upload of a GiB takes or longer. */
const WATCHED_MILLISECONDS = 10_000;

/** Tasks over 50 ms in a page where nobody uploads: what the machine and the page do anyway. */
export async function countIdleLongTasks(service: Service, scripts: PageScripts): Promise<number> {
  const { browser } = await launchBrowser(settings.browserPath, new Map());
  try {
    const page = await browser.newPage();
    await page.addInitScript({ content: scripts.watch });
    await page.goto(`${service.baseUrl}/sign-in#token=${service.token}`);
    await page.getByRole("button", { name: "Upload images" }).first().waitFor();
    const begin = await page.evaluate(() => performance.now());
    await delay(WATCHED_MILLISECONDS);
    return await page.evaluate(
      (since) => globalThis.benchSeen.longTasks.filter(({ start }) => start >= since).length,
      begin,
    );
  } finally {
    await browser.close();
  }
}
