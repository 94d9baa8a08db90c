import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { holdPartsFrom } from "./support/hold-parts";
import { chooseFiles, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";

const MIB = 1024 * 1024;

/** Watches what the page asks of the browser, which no test can see: the screen's sleep and notifications. */
function watchBrowser(): void {
  const seen: { wakeLocks: number; permissionsAsked: number; notifications: string[] } = {
    wakeLocks: 0,
    permissionsAsked: 0,
    notifications: [],
  };
  Object.assign(window, { seen });
  Object.defineProperty(navigator, "wakeLock", {
    value: {
      request: async () => {
        seen.wakeLocks++;
        return { release: async () => void seen.wakeLocks-- };
      },
    },
  });
  class WatchedNotification extends EventTarget {
    static permission: NotificationPermission = "default";
    static async requestPermission(): Promise<NotificationPermission> {
      seen.permissionsAsked++;
      WatchedNotification.permission = "granted";
      return "granted";
    }
    constructor(title: string) {
      super();
      seen.notifications.push(title);
    }
  }
  Object.assign(window, { Notification: WatchedNotification });
}

/** As when somebody looks at another tab, which a page of a test never is. */
function hide(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
}

function whatIsSeen(page: Page): Promise<unknown> {
  return page.evaluate(() => Reflect.get(window, "seen"));
}

test("a running upload shows in the tab's title, keeps the screen awake, and its end is told to who looks elsewhere", async ({
  signedInPage: page,
}, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath("disk.img"), 64 * MIB);
  await page.addInitScript(watchBrowser);
  await page.reload();
  const release = await holdPartsFrom(page, 3);
  await (await chooseFiles(page, [file.path])).getByRole("button", { name: "Start upload" }).click();
  await expect(page).toHaveTitle(/^50 % · Images/);
  await expect.poll(() => whatIsSeen(page)).toEqual({ wakeLocks: 1, permissionsAsked: 0, notifications: [] });

  await page.getByRole("button", { name: "Pause disk.img" }).click();
  await expect.poll(() => whatIsSeen(page)).toMatchObject({ wakeLocks: 0 });
  await page.getByRole("button", { name: "Resume disk.img" }).click();
  await hide(page);
  await expect.poll(() => whatIsSeen(page)).toMatchObject({ permissionsAsked: 1, notifications: [] });
  // Paused, so that it does not end before it is told to go on.
  await page.getByRole("button", { name: "Pause disk.img" }).click();
  await release();
  await page.getByRole("button", { name: "Resume disk.img" }).click();
  await expect(trayItem(page, "disk.img")).toContainText("Completed", { timeout: 60_000 });
  await expect.poll(() => whatIsSeen(page)).toMatchObject({ notifications: ["disk.img is completed."] });
  await expect(page).toHaveTitle(/^Images/);
});
