import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, expectArrived, PART_BYTES, PARTS_IN_FLIGHT, startHeldUpload, test } from "./support/fault-fixtures";
import type { FaultyServer } from "./support/faulty-server";
import { signIn } from "./support/fixtures";
import { imageRow, trayItem } from "./support/images-page";
import { KillableBrowser } from "./support/killable-browser";
import type { RandomFile } from "./support/random-file";

// A page that is gone, in every way that it can go. What it sent is not sent again.

const CREATE = { method: "POST", path: /\/images$/ };

test("an upload goes on after its page was loaded anew", async ({ page, server, disk, name }) => {
  page.on("dialog", (dialog) => dialog.accept());
  const { held } = await startHeldUpload(page, server, disk, name);
  await page.reload();
  held.end();
  await resume(page, name, disk);
  await expectArrived(page, server, name, disk);
  expectNothingTwice(server);
});

test("an upload goes on after the whole browser was killed", async ({ server, disk, name, directory }) => {
  const profile = join(directory, `profile-${name}`);
  const killed = await KillableBrowser.start(profile, server.pages.origin);
  const { held } = await startHeldUpload(await signedInPage(killed, server), server, disk, name);
  await killed.kill();
  held.end();

  const browser = await KillableBrowser.start(profile, server.pages.origin);
  const page = await signedInPage(browser, server);
  await resume(page, name, disk);
  await expectArrived(page, server, name, disk);
  expectNothingTwice(server);
  await browser.close();
});

test("a second tab shows an upload and takes it over when the first one closes", async ({
  page,
  context,
  server,
  disk,
  name,
}) => {
  const { held } = await startHeldUpload(page, server, disk, name);
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(trayItem(second, name)).toContainText("In another tab");
  await expect(trayItem(second, name)).toContainText(/1[2-9]\d(\.\d)? MiB of 200 MiB/);
  await page.close();
  held.end();
  await expectArrived(second, server, name, disk);
  await expect(imageRow(second, name)).toContainText("Completed");
  expectNothingTwice(server);
});

async function signedInPage({ context }: KillableBrowser, server: FaultyServer): Promise<Page> {
  const page = await context.newPage();
  await signIn(page, server.token);
  return page;
}

/** Goes on with an interrupted upload, whose file the browser has no handle for. */
async function resume(page: Page, name: string, { path }: RandomFile): Promise<void> {
  const interrupted = page.getByRole("region", { name: "Interrupted uploads" });
  await expect(interrupted.getByRole("listitem").filter({ hasText: name })).toContainText(/1[0-3]\d MiB of 200 MiB/);
  await interrupted.getByRole("button", { name: `Resume ${name}` }).click();
  await page.getByRole("dialog").getByLabel("Image file").setInputFiles(path);
}

/** One image was made for it, and no more was sent again than what was under way. */
function expectNothingTwice({ pages, objects }: FaultyServer): void {
  expect(pages.books.exchanges(CREATE)).toHaveLength(1);
  expect(objects.books.resentBytes()).toBeGreaterThan(0);
  expect(objects.books.resentBytes()).toBeLessThanOrEqual(PARTS_IN_FLIGHT * PART_BYTES);
}
