import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

/** The row of an image in the table. */
export function imageRow(page: Page, name: string): Locator {
  return page.getByRole("table", { name: "Images" }).getByRole("row").filter({ hasText: name });
}

/** An upload in the tray. */
export function trayItem(page: Page, name: string): Locator {
  return page
    .getByRole("region", { name: "Uploads" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("progressbar", { name, exact: true }) });
}

/** Opens the upload dialog and chooses files in it. */
export async function chooseFiles(page: Page, paths: readonly string[]): Promise<Locator> {
  await page.getByRole("button", { name: "Upload images" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Upload images" });
  await dialog.getByLabel("Image files").setInputFiles([...paths]);
  return dialog;
}

/** Chooses an item of a row's menu. */
export async function chooseAction(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

/** Copies an image's download link by its menu and reads it from the clipboard. */
export async function copyDownloadLink(page: Page, name: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await chooseAction(page, name, "Copy download link");
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toMatch(/^http/);
  return clipboard();
}
