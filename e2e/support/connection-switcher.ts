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
