import { writeFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { ImagesApi } from "./support/images-api";
import { imageRow } from "./support/images-page";

/** More stops than this mean that something cannot be reached. */
const MAX_STOPS = 40;

test("a whole upload and a delete by keyboard alone", async ({ page, operatorToken }, testInfo) => {
  const path = testInfo.outputPath("disk.img");
  writeFileSync(path, "bytes");

  await page.goto("/sign-in");
  await tabTo(page, page.getByLabel("API token"));
  await page.keyboard.insertText(operatorToken);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();

  await tabTo(page, page.getByRole("link", { name: "Skip to content" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Upload images" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Upload images" });
  await tabTo(page, dialog.getByLabel("Image files"));
  // What Space opens here is the operating system's window: no page can press its keys.
  await dialog.getByLabel("Image files").setInputFiles(path);
  await expect(dialog.getByRole("textbox", { name: "Name for disk.img" })).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Start upload" }));
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(imageRow(page, "disk.img")).toContainText("Completed");

  await tabTo(page, page.getByRole("button", { name: "Actions for disk.img" }));
  await page.keyboard.press("Enter");
  const remove = page.getByRole("menuitem", { name: "Delete" });
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("End");
  await expect(remove).toBeFocused();
  await page.keyboard.press("Enter");
  const asked = page.getByRole("dialog", { name: "Delete disk.img?" });
  await tabTo(page, asked.getByRole("button", { name: "Delete image" }));
  await page.keyboard.press("Enter");
  await expect(imageRow(page, "disk.img")).toHaveCount(0);
  // The keyboard has a place to go on from.
  await expect(page.locator(":focus")).toHaveCount(1);
});

test("tooltips come with the focus and go with Escape, and can be pointed at", async ({
  signedInPage: page,
  operatorToken,
}) => {
  await new ImagesApi(operatorToken).createImage("any");
  await page.reload();
  const tooltip = page.getByRole("tooltip");
  const refresh = page.getByRole("button", { name: "Refresh" });
  await refresh.hover();
  await expect(tooltip).toHaveText("Refresh");
  await tooltip.hover();
  await expect(tooltip).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(tooltip).toHaveCount(0);

  await tabTo(page, refresh);
  await expect(tooltip).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(tooltip).toHaveCount(0);
  await expect(refresh).toBeFocused();
});

test("a page's title is announced when one goes there", async ({ signedInPage: page }) => {
  await page.goto("/sfcompute/images/image_unknown");
  await expect(page).toHaveTitle(/Image/);
  // Next brings one too, which may say nothing.
  await expect(page.locator("next-route-announcer")).toHaveCSS("display", "none");
  const announcer = page.locator("p[aria-live=assertive]");
  await expect(announcer).toBeEmpty();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(page).toHaveURL(/\/images$/);
  await expect(announcer).toHaveText(/Images/);
});

/** Presses Tab until something has the focus, and sees that the focus shows. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < MAX_STOPS; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
  // The ring is the element's own, or that of the label around a hidden input.
  const ringed = await target.evaluate((element) => {
    const places = [element, element.closest("label"), element.parentElement].filter((place) => place !== null);
    return places.some((place) => getComputedStyle(place).outlineStyle !== "none");
  });
  expect(ringed, "the focus can be seen").toBe(true);
}
