import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { ImagesApi } from "./support/images-api";
import { imageRow } from "./support/images-page";
import { seedImages } from "./support/seed-images";
import { serverSettings } from "./support/server-settings";

const box = (page: Page, name: string) => page.getByRole("checkbox", { name: `Select ${name}` });

async function openFive(page: Page, token: string): Promise<void> {
  const api = new ImagesApi(token);
  for (const name of ["e", "d", "c", "b", "a"]) await api.createImage(`image-${name}`);
  await page.goto(`/sign-in#token=${token}`);
  await expect(imageRow(page, "image-a")).toBeVisible();
}

test("images are selected by click and by range, and stay selected behind filters", async ({ page, operatorToken }) => {
  await openFive(page, operatorToken);
  await box(page, "image-b").click();
  await box(page, "image-d").click({ modifiers: ["Shift"] });
  const toolbar = page.getByRole("toolbar", { name: "Selected images" });
  await expect(toolbar).toContainText("3 selected");
  await expect(box(page, "image-c")).toBeChecked();
  await page.getByRole("searchbox").fill("image-a");
  await expect(toolbar).toContainText("3 selected, 3 hidden by filters");
  await toolbar.getByRole("button", { name: "Select 1 that matches" }).click();
  await expect(toolbar).toContainText("4 selected, 3 hidden by filters");
  await page.getByRole("searchbox").fill("");
  await page.getByRole("checkbox", { name: "Select all shown" }).click();
  await expect(toolbar).toContainText("5 selected");
  await page.getByRole("checkbox", { name: "Select all shown" }).click();
  await expect(toolbar).toHaveCount(0);
});

test("hands stay on the keyboard from the search to the details", async ({ page, operatorToken }) => {
  await openFive(page, operatorToken);
  await page.keyboard.press("/");
  await page.keyboard.type("image");
  await page.keyboard.press("ArrowDown");
  await expect(imageRow(page, "image-a")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(box(page, "image-b")).toBeChecked();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByRole("toolbar")).toContainText("3 selected");
  await page.keyboard.press("End");
  await expect(imageRow(page, "image-e")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: /image-e/ })).toBeVisible();
  await expect(imageRow(page, "image-e")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("toolbar")).toHaveCount(0);
  await page.keyboard.press("Home");
  await page.keyboard.press("Tab");
  await expect(box(page, "image-a")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "image-a" })).toBeFocused();
  await new ImagesApi(operatorToken).createImage("image-0");
  await page.getByRole("link", { name: "image-a" }).press("r");
  await expect(imageRow(page, "image-0")).toBeVisible();
  await expect(page.getByRole("link", { name: "image-a" })).toBeFocused();
});

test("columns, height of rows and time zone are remembered, and other tabs follow", async ({ page, operatorToken }) => {
  await openFive(page, operatorToken);
  const other = await page.context().newPage();
  await other.goto("/sfcompute/images");
  await expect(imageRow(other, "image-a")).toBeVisible();
  const before = await imageRow(page, "image-a").boundingBox();

  await page.getByRole("button", { name: "View", exact: true }).click();
  const view = page.getByRole("dialog", { name: "View" });
  await view.getByRole("checkbox", { name: "Size" }).uncheck();
  await view.getByRole("checkbox", { name: "Visibility" }).check();
  await view.getByRole("radio", { name: "Compact" }).check();
  await view.getByRole("combobox", { name: "Time zone" }).selectOption("Asia/Tokyo");
  await expect(other.getByRole("columnheader", { name: "Visibility" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Visibility" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Size" })).toHaveCount(0);
  await expect(imageRow(page, "image-a").getByRole("time").first()).toHaveAttribute("title", /GMT\+9/);
  const after = await imageRow(page, "image-a").boundingBox();
  expect(after?.height).toBeLessThan(before?.height ?? 0);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("an image is a card, nothing sticks out, and its details lie over the list", async ({
    page,
    owner,
    operatorToken,
  }) => {
    const seeded = await seedImages(serverSettings().dataDirectory, owner, 60);
    const last = seeded.findLast((image) => image.deleted_at === null)?.name ?? "";
    await page.goto(`/sign-in#token=${operatorToken}`);
    await expect(imageRow(page, seeded[0]?.name ?? "")).toContainText("Waiting for upload");
    const sticksOut = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(await sticksOut()).toBe(false);
    await page
      .getByRole("checkbox", { name: /^Select / })
      .first()
      .tap();
    await expect(page.getByRole("toolbar")).toContainText("1 selected");
    expect(await sticksOut()).toBe(false);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.getByRole("link", { name: last }).tap();
    await expect(page.getByRole("dialog", { name: new RegExp(last) })).toBeVisible();
  });
});
