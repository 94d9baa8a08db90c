import type { Page, Route } from "@playwright/test";
import { expect, signIn, test } from "./support/fixtures";
import { ImagesApi } from "./support/images-api";
import { imageRow } from "./support/images-page";
import { seedImages } from "./support/seed-images";
import { serverSettings } from "./support/server-settings";

const table = (page: Page) => page.getByRole("table", { name: "Images" });
const search = (page: Page) => page.getByRole("searchbox", { name: "Search images" });
const names = (page: Page) => table(page).locator("tbody a").allTextContents();

test("a list of several pages is read to its end, drawn in part and searched as a whole", async ({
  page,
  owner,
  operatorToken,
}) => {
  const seeded = await seedImages(serverSettings().dataDirectory, owner, 450);
  const images = seeded.filter((image) => image.deleted_at === null);
  const [newest, oldest] = [images[0], images.at(-1)];
  await page.goto(`/sign-in#token=${operatorToken}`);
  await expect(page.getByRole("status").getByText(`${images.length} images`, { exact: true })).toBeVisible();
  await expect(table(page)).toHaveAttribute("aria-rowcount", String(images.length + 1));
  expect(await table(page).getByRole("row").count()).toBeLessThan(60);

  await expect(imageRow(page, newest?.name ?? "")).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type(oldest?.name ?? "");
  await expect(page.getByText(`1 of ${images.length} images`)).toBeVisible();
  await expect(imageRow(page, oldest?.name ?? "")).toBeVisible();
  await search(page).fill(`  ${(oldest?.id ?? "").slice(6, 18).toUpperCase()} `);
  await expect(imageRow(page, oldest?.name ?? "")).toBeVisible();

  await search(page).fill("there is nothing like it");
  await expect(page.getByRole("heading", { name: "No image matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filters" }).last().click();
  await expect(search(page)).toBeFocused();
  await expect(imageRow(page, newest?.name ?? "")).toBeVisible();
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(imageRow(page, oldest?.name ?? "")).toBeVisible();
});

test("what is asked for stands in the address: Back takes it back, and a link says it to a colleague", async ({
  page,
  browser,
  operatorToken,
}) => {
  const api = new ImagesApi(operatorToken);
  for (const name of ["disk-10", "disk-9", "other"]) await api.createImage(name);
  const uploading = await api.createImage("disk-11");
  await api.putPart(uploading, "bytes");
  await page.goto(`/sign-in#token=${operatorToken}`);
  await expect(imageRow(page, "disk-11")).toBeVisible();

  await page.getByRole("button", { name: "Name", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(() => names(page)).toEqual(["disk-9", "disk-10", "disk-11", "other"]);
  await search(page).fill("disk");
  await expect(page).toHaveURL(/q=disk/);
  await expect(imageRow(page, "other")).toHaveCount(0);
  await page.getByRole("button", { name: "Status", exact: true }).first().click();
  await page.getByRole("checkbox", { name: "Waiting for upload" }).check();
  await page.keyboard.press("Escape");
  await expect.poll(() => names(page)).toEqual(["disk-9", "disk-10"]);
  await page.getByRole("link", { name: "disk-9" }).click();
  await expect(page.getByRole("complementary", { name: /disk-9/ })).toBeVisible();

  const link = page.url();
  await page.goBack();
  await expect(page.getByRole("complementary")).toHaveCount(0);
  await page.goBack();
  await expect.poll(() => names(page)).toEqual(["disk-9", "disk-10", "disk-11"]);
  await page.goBack();
  await expect.poll(() => names(page)).toEqual(["disk-9", "disk-10", "disk-11", "other"]);

  const colleague = await browser.newContext();
  const theirs = await colleague.newPage();
  await theirs.goto(link);
  await theirs.getByLabel("API token").fill(operatorToken);
  await theirs.getByRole("button", { name: "Sign in" }).click();
  await expect(theirs.getByRole("complementary", { name: /disk-9/ })).toBeVisible();
  await expect(search(theirs)).toHaveValue("disk");
  await expect.poll(() => names(theirs)).toEqual(["disk-9", "disk-10"]);
  await theirs.goto("/sfcompute/images?status=nonsense&sort=weight&created=tomorrow&visibility=secret");
  await expect.poll(() => names(theirs)).toEqual(["disk-11", "other", "disk-9", "disk-10"]);
  await colleague.close();
});

test("the reading of older images can be stopped, goes on, and obeys a server that asks for patience", async ({
  page,
  owner,
  operatorToken,
}) => {
  const seeded = await seedImages(serverSettings().dataDirectory, owner, 450);
  const total = seeded.filter((image) => image.deleted_at === null).length;
  let held: Route | undefined;
  const asked: number[] = [];
  await page.route(/\/images\?.*cursor=/, async (route) => {
    asked.push(Date.now());
    if (asked.length === 1) held = route;
    else if (asked.length !== 3) await route.continue();
    else
      await route.fulfill({
        status: 429,
        headers: { "Retry-After": "6" },
        json: { error: { code: "rate_limited", message: "Too many requests.", requestId: "req_1" } },
      });
  });
  await page.goto(`/sign-in#token=${operatorToken}`);
  await expect(page.getByText(/^\d+ images so far$/)).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  // Who stopped may have given the request up already.
  await held?.continue().catch(() => undefined);
  await search(page).fill("zzzz");
  await expect(page.getByRole("heading", { name: "No image matches so far" })).toBeVisible();
  await search(page).fill("");
  await page.getByRole("button", { name: "Read the rest" }).click();
  await expect(page.getByText(/The server asks for patience/)).toBeVisible();
  await expect(page.getByRole("status").getByText(`${total} images`, { exact: true })).toBeVisible({ timeout: 20_000 });
  expect((asked[3] ?? 0) - (asked[2] ?? 0)).toBeGreaterThanOrEqual(5_900);
});

test("deleted images are shown on request, and marked", async ({ page, operatorToken }) => {
  const api = new ImagesApi(operatorToken);
  await api.createImage("kept");
  await api.deleteImage(await api.createImage("gone"));
  await page.goto("/sign-in");
  await signIn(page, operatorToken);
  await expect(imageRow(page, "kept")).toBeVisible();
  await expect(imageRow(page, "gone")).toHaveCount(0);
  await page.getByRole("button", { name: "Show deleted" }).click();
  await expect(imageRow(page, "gone")).toContainText(/Deleted.*just now/);
  await expect(page).toHaveURL(/deleted=true/);
  await page.getByRole("button", { name: "Status", exact: true }).first().click();
  await page.getByRole("checkbox", { name: "Deleted" }).check();
  await expect(imageRow(page, "kept")).toHaveCount(0);
});
