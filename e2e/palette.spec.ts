import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { holdRequests } from "./support/hold-requests";
import { ImagesApi } from "./support/images-api";
import { imageRow } from "./support/images-page";

const palette = (page: Page) => page.getByRole("dialog", { name: "Command palette" });
const keysDialog = (page: Page) => page.getByRole("dialog", { name: "Keys" });
const uploadDialog = (page: Page) => page.getByRole("dialog", { name: "Upload images" });

test("the palette finds images and commands, and offers again what was chosen", async ({
  signedInPage: page,
  operatorToken,
}) => {
  const api = new ImagesApi(operatorToken);
  for (const name of ["ubuntu-24.04", "debian-13", "my-ubuntu"]) await api.createImage(name);
  await page.reload();
  await expect(imageRow(page, "my-ubuntu")).toBeVisible();

  const button = page.getByRole("button", { name: "Search or run a command" });
  await button.click();
  const field = palette(page).getByRole("combobox", { name: "Search images and commands" });
  await expect(field).toBeFocused();
  await expect(palette(page).getByRole("status")).toHaveText("3 images");
  await field.fill("UBU");
  await expect(palette(page).getByRole("option")).toHaveText([/ubuntu-24\.04/, /my-ubuntu/]);
  await expect(palette(page).getByRole("status")).toHaveText("2 of 3 images");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/images\?image=image_/);
  await expect(page.getByRole("heading", { name: "ubuntu-24.04" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await expect(palette(page).getByRole("group", { name: "Recent" }).getByRole("option")).toHaveText([/ubuntu-24\.04/]);
  await page.keyboard.type("debian");
  await expect(palette(page).getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/images\/image_/);
  await expect(page.getByRole("heading", { name: "debian-13" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("nothing like it");
  await expect(palette(page)).toContainText("Nothing is called “nothing like it”.");
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toHaveCount(0);
});

test("keys act on the page, not while one types, and single ones can be turned off", async ({
  signedInPage: page,
  operatorToken,
}) => {
  await new ImagesApi(operatorToken).createImage("any");
  await page.reload();
  await expect(imageRow(page, "any")).toBeVisible();
  await page.keyboard.press("u");
  await expect(uploadDialog(page)).toBeVisible();
  // A dialog has the focus now.
  await page.keyboard.press("?");
  await page.keyboard.press("Escape");
  await expect(uploadDialog(page)).toHaveCount(0);
  await expect(keysDialog(page)).toHaveCount(0);

  // Whoever knows the keys types on before the palette's code is there.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("upload");
  await expect(palette(page).getByRole("combobox", { name: "Search images and commands" })).toHaveValue("upload");
  await page.keyboard.press("Enter");
  await expect(uploadDialog(page)).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search images" })).toBeFocused();
  await page.keyboard.type("u?");
  await expect(page.getByRole("searchbox", { name: "Search images" })).toHaveValue("u?");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "Images", exact: true }).click();

  await page.keyboard.press("?");
  await expect(keysDialog(page).getByRole("listitem").filter({ hasText: "Upload images" })).toContainText("U");
  await keysDialog(page).getByRole("switch", { name: "Single keys" }).click();
  await page.keyboard.press("Escape");
  await expect(keysDialog(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Upload images" }).first()).toBeVisible();
  await page.keyboard.press("u");
  await page.keyboard.press("?");
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(1);

  await page.keyboard.type("all keys");
  await page.keyboard.press("Enter");
  await keysDialog(page).getByRole("switch", { name: "Single keys" }).press("Space");
  await page.keyboard.press("Escape");
  await expect(keysDialog(page)).toHaveCount(0);
  await page.keyboard.press("u");
  await expect(uploadDialog(page)).toBeVisible();
});

test("what is chosen before the palette and the images are there opens when they are", async ({
  signedInPage: page,
  operatorToken,
}) => {
  await new ImagesApi(operatorToken).createImage("debian-13");
  const images = await holdRequests(page, /\/api\/sfcompute\/images\?/);
  await page.reload();
  await images.asked;
  const code = await holdRequests(page, /\/_next\/static\/chunks\//);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("debian");
  await page.keyboard.press("Control+Enter");
  await code.asked;
  code.release();
  await expect(palette(page).getByRole("combobox", { name: "Search images and commands" })).toHaveValue("debian");
  images.release();
  await expect(page).toHaveURL(/images\/image_/);
  await expect(page.getByRole("heading", { name: "debian-13" })).toBeVisible();
  await expect(palette(page)).toHaveCount(0);
});

test("the palette's code comes when it is asked for, and its absence breaks nothing", async ({
  signedInPage: page,
}) => {
  await page.route(/\/_next\/static\/chunks\//, (route) => route.abort());
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("button", { name: "Search or run a command" })).toBeVisible();
  await page.unroute(/\/_next\/static\/chunks\//);
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(palette(page)).toBeVisible({ timeout: 1_000 });
  }).toPass();
});
