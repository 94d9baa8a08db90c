import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

/** The button in the header that names the connection one is at. */
export function connectionSwitcher(page: Page): Locator {
  return page.getByRole("button", { name: /^Connection: / });
}

/** Goes where an item of its menu leads. */
export async function chooseConnection(page: Page, item: string): Promise<void> {
  await connectionSwitcher(page).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** Goes to the page of all images. What is done next is done there: the page that is left has rows and buttons of the same names. */
export async function showAllImages(page: Page): Promise<void> {
  await chooseConnection(page, "All images");
  await expect(page.getByRole("heading", { name: "All images" })).toBeVisible();
}
