import type { BrowserContext, CDPSession, Page } from "@playwright/test";
import { launchBrowser } from "@/bench/bench-browser";
import type { PageScripts } from "@/bench/bundle";
import type { Service } from "@/bench/service";
import { settings } from "@/bench/settings";
import { seedImages } from "@/e2e/support/seed-images";

/** A window as wide as the pictures of consoles show them. */
export const VIEWPORT = { width: 1440, height: 900 };

/** Somebody with so many images, signed in. */
export interface Crowd {
  token: string;
  /** Those that are not deleted, newest first. */
  names: string[];
  ids: string[];
  /** The list page. */
  url: string;
  /** What keeps a browser signed in. */
  storageState: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

export interface Stage {
  service: Service;
  scripts: PageScripts;
  many: Crowd;
  few: Crowd;
}

/** A page in a fresh browser of its own. */
export interface Seat {
  page: Page;
  client: CDPSession;
  browserProcessId: number;
}

/** Gives somebody so many images and signs in. */
export async function prepareCrowd(service: Service, owner: string, count: number): Promise<Crowd> {
  const rows = await seedImages(service.dataDirectory, owner, count);
  const live = rows.filter((row) => (row.deleted_at ?? null) === null);
  const token = await service.createToken(owner);
  const { browser } = await launchBrowser(settings.browserPath, new Map());
  try {
    const page = await browser.newPage();
    await page.goto(`${service.baseUrl}/sign-in#token=${token}`);
    await page.getByRole("heading", { name: "Images", exact: true }).waitFor();
    return {
      token,
      names: live.map(({ name }) => name),
      ids: live.map(({ id }) => id),
      url: page.url(),
      storageState: await page.context().storageState(),
    };
  } finally {
    await browser.close();
  }
}

/** Runs `act` with an empty page of a fresh browser, signed in; the page watches itself from its first script on. */
export async function inPage<Result>(
  { scripts }: Stage,
  crowd: Crowd,
  act: (seat: Seat) => Promise<Result>,
): Promise<Result> {
  const { browser, processId } = await launchBrowser(settings.browserPath, new Map());
  try {
    const context = await browser.newContext({
      storageState: crowd.storageState,
      viewport: VIEWPORT,
      locale: "en-GB",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    await page.addInitScript({ content: `globalThis.imagesExpected = ${crowd.names.length};\n${scripts.watchList}` });
    const client = await context.newCDPSession(page);
    return await act({ page, client, browserProcessId: processId });
  } finally {
    await browser.close();
  }
}

/** Opens the list and waits until every image of the crowd is there. */
export async function openList({ page }: Seat, crowd: Crowd): Promise<void> {
  await page.goto(crowd.url);
  await page.waitForFunction(() => globalThis.listSeen.allRowsAt !== null, undefined, { timeout: 60_000 });
}
