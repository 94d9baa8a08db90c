import type { BrowserContext, Locator, Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { chooseFiles, imageRow, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";

const MIB = 1024 * 1024;
const NOTHING = (): void => undefined;
const CODE = "**/_next/static/**";

/** As servers of another version answer for this page's code. */
async function replaceServers(context: BrowserContext): Promise<void> {
  await context.route(CODE, (route) => route.fulfill({ status: 404, contentType: "text/plain", body: "Not Found" }));
}

function notice(page: Page): Locator {
  return page.getByRole("alert").filter({ hasText: "The dashboard was updated." });
}

/** An upload whose bytes wait at the browser's door. @returns its name, and what lets them go */
async function beginUpload(page: Page, path: string): Promise<{ name: string; release: () => void }> {
  await writeRandomFile(path, MIB);
  let release = NOTHING;
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/parts\/1$/, async (route) => {
    if (route.request().method() === "PUT") await isReleased;
    await route.continue();
  });
  const isSending = page.waitForRequest((request) => request.method() === "PUT");
  await (await chooseFiles(page, [path])).getByRole("button", { name: "Start upload" }).click();
  await isSending;
  return { name: "disk.img", release };
}

test("an open page whose code is gone says so, uploads on, and is whole again when it is reloaded", async ({
  signedInPage: page,
}, testInfo) => {
  const upload = await beginUpload(page, testInfo.outputPath("disk.img"));
  await replaceServers(page.context());
  await page.keyboard.press("ControlOrMeta+k");
  await expect(notice(page)).toContainText("Uploads in this tab go on");
  await notice(page).getByRole("button", { name: "Later" }).click();
  await expect(notice(page)).toBeHidden();
  upload.release();
  await expect(trayItem(page, upload.name)).toContainText("Completed");

  await page.keyboard.press("ControlOrMeta+k");
  await expect(notice(page)).toBeVisible();
  await page.context().unroute(CODE);
  await notice(page).getByRole("button", { name: "Reload" }).click();
  await expect(imageRow(page, upload.name)).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(notice(page)).toBeHidden();
});

test("code that the network keeps away is no update, and is there when the network is back", async ({
  signedInPage: page,
}) => {
  // What a page looks for to know: were it never there, every piece of code that does not load would be called an update.
  const build = await page.locator("html").getAttribute("data-build");
  expect((await page.request.head(`/_next/static/${build}/_buildManifest.js`)).status()).toBe(200);
  await page.context().route(CODE, (route) => route.abort());
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.context().unroute(CODE);
  await expect(async () => {
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(notice(page)).toBeHidden();
});
