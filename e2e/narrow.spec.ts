import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { ImagesApi } from "./support/images-api";
import { chooseAction, imageRow } from "./support/images-page";

const LONG_NAME = `a-name-${"that-is-rather-long-".repeat(4)}end`;

// 1280 px at 200 % zoom are 640; 360 is a phone.
for (const [what, width, height] of [
  ["on a phone", 360, 740],
  ["at 200 % zoom", 640, 400],
] as const) {
  test(`nothing is wider than the window ${what}`, async ({ signedInPage: page, operatorToken }) => {
    await page.setViewportSize({ width, height });
    const id = await new ImagesApi(operatorToken).createImage(LONG_NAME);
    await page.reload();
    await expect(imageRow(page, LONG_NAME)).toBeVisible();
    await expectToFit(page);
    await expect(page.getByRole("button", { name: "Upload images" })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("button", { name: "Search or run a command" })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("button", { name: "Sign out" })).toBeInViewport({ ratio: 1 });

    await page.getByRole("button", { name: "Upload images" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Close" })).toBeInViewport({ ratio: 1 });
    await expectToFit(page);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);

    await page.keyboard.press("?");
    await dialog.getByRole("switch", { name: "Single keys" }).scrollIntoViewIfNeeded();
    await expect(dialog.getByRole("button", { name: "Done" })).toBeInViewport({ ratio: 1 });
    await expectToFit(page);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);

    await page.keyboard.press("Control+k");
    await expect(dialog.getByRole("option").first()).toBeInViewport();
    await expectToFit(page);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);

    await chooseAction(page, LONG_NAME, "Delete");
    await expect(dialog.getByRole("button", { name: "Delete image" })).toBeInViewport({ ratio: 1 });
    await expectToFit(page);
    await page.keyboard.press("Escape");

    await page.goto(`/sfcompute/images?image=${id}`);
    await expect(page.getByRole("heading", { name: LONG_NAME })).toBeVisible();
    await expectToFit(page);
    await page.goto(`/sfcompute/images/${id}`);
    await expect(page.getByRole("heading", { name: LONG_NAME })).toBeVisible();
    await expectToFit(page);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expectToFit(page);
  });
}

test.describe("under a finger", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test("a card is pressed where one happens to touch it", async ({ signedInPage: page, operatorToken }) => {
    await new ImagesApi(operatorToken).createImage("disk.img");
    await page.reload();
    const row = imageRow(page, "disk.img");
    const touch = (column: number, position: { x: number; y: number }) =>
      row.getByRole("cell").nth(column).tap({ position });
    await touch(0, { x: 4, y: 4 });
    await expect(row.getByRole("checkbox")).toBeChecked();
    await touch(2, { x: 4, y: 10 });
    await expect(page.getByRole("menuitem", { name: "View details" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menuitem")).toHaveCount(0);
    await touch(1, { x: 150, y: 54 });
    await expect(page.getByRole("heading", { name: "disk.img" })).toBeVisible();
  });
});

/** No scrolling to the side (WCAG 1.4.10). */
async function expectToFit(page: Page): Promise<void> {
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overhang).toBeLessThanOrEqual(0);
}
