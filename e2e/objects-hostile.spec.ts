import { readFile } from "node:fs/promises";
import { expect, test } from "./support/fixtures";
import { ImagesApi } from "./support/images-api";
import { uniqueName } from "./support/random-file";

const SCRIPT = "document.documentElement.dataset.ran = 'yes';";
const PAGE = `<!doctype html><title>It ran</title><script>${SCRIPT}</script>`;

/** Tells of what a script left behind, on the page that is open. */
const RAN = "document.documentElement.dataset.ran ?? null";

test("an image that is a page of HTML is saved and never runs, however its link is opened", async ({
  page,
  operatorToken,
}) => {
  const api = new ImagesApi(operatorToken);
  const name = `${uniqueName("page")}.html`;
  const url = await api.downloadUrl(await api.createCompleted(name, PAGE));
  await page.goto("/sign-in");
  const openings = [
    () => page.goto(url).catch(() => undefined),
    () => page.evaluate((address) => window.location.assign(address), url),
    () => page.evaluate((address) => void window.open(address), url),
  ];
  for (const open of openings) {
    const downloading = page.context().waitForEvent("download");
    await open();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(name);
    expect(await readFile(await download.path(), "utf8")).toBe(PAGE);
    expect(page.url()).toContain("/sign-in");
    expect(await page.evaluate(RAN)).toBeNull();
  }
});

test("an image that is a script, a style or a picture is none to a page of another site", async ({
  page,
  operatorToken,
}) => {
  const api = new ImagesApi(operatorToken);
  const url = await api.downloadUrl(await api.createCompleted(uniqueName("script"), SCRIPT));
  await page.route("http://elsewhere.example/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<link rel="stylesheet" href="${url}"><script src="${url}"></script><img src="${url}" alt="">`,
    }),
  );
  await page.goto("http://elsewhere.example/");
  expect(await page.evaluate(RAN)).toBeNull();
  expect(await page.evaluate(() => document.images[0]?.naturalWidth)).toBe(0);
});
