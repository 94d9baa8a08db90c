import type { Page } from "@playwright/test";
import type { Crowd } from "./stage";

// What a person opens in the list page. Each resolves when it is there.

export async function openUploadDialog(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Upload images" }).first().click();
  await page.getByRole("dialog", { name: "Upload images" }).waitFor();
}

/** The panel of the image on the sixth row: a completed one. */
export async function openPanel(page: Page, crowd: Crowd): Promise<void> {
  const name = crowd.names[5] ?? "";
  await page.getByRole("table", { name: "Images" }).getByRole("link", { name }).click();
  await page.getByRole("heading", { name }).first().waitFor();
}

export async function openDeleteDialog(page: Page, crowd: Crowd): Promise<void> {
  const name = crowd.names[5] ?? "";
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).first().waitFor();
}

export async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").waitFor();
}
