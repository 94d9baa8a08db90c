import { existsSync } from "node:fs";
import { installDebianPackages } from "./debian.mjs";
import { fail } from "./say.mjs";

/** Where browsers of the Chromium family are installed by their own packages. */
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** Chromium without its window: the same engine for pages, workers, storage and network, for half of the processor's time. */
const DEBIANS_HEADLESS = "/usr/lib/chromium/chromium-headless-shell";

/**
 * The browser for tests that nobody watches: Debian's without a window where it is or this user may install it, else what
 * `findBrowser` finds.
 * @returns {Promise<string>} path of its executable
 */
export async function findHeadlessBrowser() {
  const isThere =
    process.env.BROWSER_PATH === undefined &&
    (existsSync(DEBIANS_HEADLESS) ||
      (installDebianPackages(["chromium-headless-shell"]) && existsSync(DEBIANS_HEADLESS)));
  return isThere ? DEBIANS_HEADLESS : findBrowser();
}

/**
 * The browser for the benchmark and the pictures: Playwright's own, else an installed one, else Debian's package when this user may
 * install it.
 * Ends the process with advice when there is none.
 * @returns {Promise<string>} path of its executable
 */
export async function findBrowser() {
  // Imported late: it is there only once dependencies are installed.
  const { chromium } = await import("@playwright/test");
  const found = [process.env.BROWSER_PATH, chromium.executablePath(), ...INSTALLED].find(
    (path) => path && existsSync(path),
  );
  if (found) return found;
  const debian = "/usr/bin/chromium";
  if (installDebianPackages(["chromium"]) && existsSync(debian)) return debian;
  return fail(
    "The tests need a browser. Install Chromium or Google Chrome, or run `npx playwright install chromium`, or name one with BROWSER_PATH.",
  );
}
