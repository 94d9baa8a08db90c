import type { Response } from "@playwright/test";
import { chooseFiles, trayItem } from "@/e2e/support/images-page";
import { launchBrowser } from "./bench-browser";
import type { PageScripts } from "./bundle";
import type { Service } from "./service";
import { settings } from "./settings";

/** How far the upload is when its page is left. */
const HALF = 0.5;

const LONGEST_MILLISECONDS = 300_000;

/**
 * How long a resume takes to begin: an upload is left at half of the file, found again by the reloaded page, and resumed.
 * The clock runs from the press of "Resume", or from the choice of the file where the browser asks for it again, to the beginning of
 * the first part's PUT. @returns milliseconds
 */
export async function measureResume(service: Service, scripts: PageScripts, path: string): Promise<number> {
  const { browser } = await launchBrowser(settings.browserPath, new Map());
  try {
    const page = await browser.newPage();
    await page.addInitScript({ content: scripts.watch });
    await page.goto(`${service.baseUrl}/sign-in#token=${service.token}`);
    const dialog = await chooseFiles(page, [path]);
    const name = await dialog.getByRole("textbox", { name: /^Name for / }).inputValue();
    await dialog.getByRole("button", { name: "Start upload" }).click();
    const progress = trayItem(page, name).getByRole("progressbar");
    await page.waitForFunction(
      ([bar, least]) => Number(bar?.getAttribute("aria-valuenow")) >= least,
      [await progress.elementHandle(), HALF * 100] as const,
      { timeout: LONGEST_MILLISECONDS },
    );
    page.on("dialog", (asked) => void asked.accept());
    await page.reload();
    const region = page.getByRole("region", { name: "Interrupted uploads" });
    const firstPart = page.waitForResponse(isPart, { timeout: LONGEST_MILLISECONDS });
    await region.getByRole("button", { name: `Resume ${name}` }).click();
    await page.getByLabel("Image file", { exact: true }).setInputFiles(path);
    const begin = await page.evaluate(() => performance.timeOrigin + (globalThis.benchSeen.chosenAt ?? Number.NaN));
    return (await firstPart).request().timing().startTime - begin;
  } finally {
    await browser.close();
  }
}

function isPart(response: Response): boolean {
  return response.request().method() === "PUT";
}
