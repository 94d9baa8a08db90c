import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

/**
 * Notes the theme of every frame that shows something to read. Frames before that are never seen: the browser holds the page it
 * leaves until the next one has content, and may run a frame between the body's tag and the first script in it.
 */
async function watchTheme(page: Page): Promise<() => Promise<unknown>> {
  await page.addInitScript(() => {
    const seen: (string | null)[] = [];
    Object.assign(window, { seenThemes: seen });
    const note = () => {
      if (document.body?.innerText) seen.push(document.documentElement.dataset.theme ?? null);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  return () => page.evaluate(() => [...new Set(Reflect.get(window, "seenThemes"))]);
}

async function chooseTheme(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name }).click();
}

test("the chosen theme is there before anything is painted, and survives a reload", async ({ signedInPage: page }) => {
  const html = page.locator("html");
  await page.emulateMedia({ colorScheme: "light" });
  await chooseTheme(page, "Dark");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("button", { name: "Theme" })).toBeFocused();

  const seenThemes = await watchTheme(page);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
  expect(await seenThemes()).toEqual(["dark"]);
});

test("the system's theme is followed at once", async ({ signedInPage: page }) => {
  const html = page.locator("html");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expect(html).toHaveCSS("color-scheme", "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect(html).toHaveAttribute("data-theme", "light");
  const seenThemes = await watchTheme(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.reload();
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
  expect(await seenThemes()).toEqual(["dark"]);
});

test("nothing moves for those who want no motion", async ({ signedInPage: page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: "Command palette" });
  await expect(dialog).toBeVisible();
  await expect(dialog).toHaveCSS("animation-duration", "0.001s");
});
