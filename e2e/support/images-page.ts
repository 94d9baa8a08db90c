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

/** An upload that a closed page or a crash left behind. */
export function interruptedUpload(page: Page, name: string): Locator {
  return page.getByRole("region", { name: "Interrupted uploads" }).getByRole("listitem").filter({ hasText: name });
}

/** Opens the upload dialog and chooses files in it; null: those that the page's own file picker gives. */
export async function chooseFiles(page: Page, paths: readonly string[] | null): Promise<Locator> {
  await page.getByRole("button", { name: "Upload images" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Upload images" });
  const input = dialog.getByLabel("Image files");
  await (paths === null ? input.press("Space") : input.setInputFiles([...paths]));
  return dialog;
}

/** Chooses an item of a row's menu. */
export async function chooseAction(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

/** Selects the rows of these images. */
export async function selectImages(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
}

/** Copies an image's download link by its menu and reads it from the clipboard. */
export async function copyDownloadLink(page: Page, name: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await chooseAction(page, name, "Copy download link");
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toMatch(/^http/);
  return clipboard();
}
