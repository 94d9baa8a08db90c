import type { Locator, Page } from "@playwright/test";
import { expect, expectArrived, PART_BYTES, PARTS_IN_FLIGHT, startHeldUpload, test } from "./support/fault-fixtures";
import type { RandomFile } from "./support/random-file";

// The origin-private file system gives real handles, and no test can answer the picker or the permission prompt of a real disk.

test.beforeEach(async ({ page }) => {
  page.on("dialog", (dialog) => dialog.accept());
  await page.addInitScript(() => {
    Object.assign(window, {
      showOpenFilePicker: async () => [await (await navigator.storage.getDirectory()).getFileHandle("disk.img")],
    });
  });
  await page.reload();
});

test("an upload whose file may still be read goes on by itself after a reload", async ({
  page,
  server,
  disk,
  name,
}) => {
  const { held } = await startHeldUpload(page, server, disk, name, pick);
  await page.reload();
  held.end();
  await expectArrived(page, server, name, disk);
  expect(server.objects.books.resentBytes()).toBeLessThanOrEqual(PARTS_IN_FLIGHT * PART_BYTES);
});

test("an upload whose file may be read once more goes on after one click", async ({ page, server, disk, name }) => {
  const { held } = await startHeldUpload(page, server, disk, name, pick);
  await page.addInitScript(() => {
    let permission = "prompt";
    Object.assign(FileSystemHandle.prototype, {
      queryPermission: async () => permission,
      requestPermission: async () => (permission = "granted"),
    });
  });
  await page.reload();
  held.end();
  await page
    .getByRole("region", { name: "Interrupted uploads" })
    .getByRole("button", { name: `Resume ${name}` })
    .click();
  await expectArrived(page, server, name, disk);
  expect(server.objects.books.resentBytes()).toBeLessThanOrEqual(PARTS_IN_FLIGHT * PART_BYTES);
});

/** Puts a file into the origin-private file system and picks it there. */
async function pick(page: Page, { path }: RandomFile): Promise<Locator> {
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("input"), { type: "file" })));
  const input = page.locator("body > input[type=file]");
  await input.setInputFiles(path);
  await input.evaluate(async (element) => {
    const file = element instanceof HTMLInputElement ? element.files?.[0] : undefined;
    const directory = await navigator.storage.getDirectory();
    const handle = await directory.getFileHandle("disk.img", { create: true });
    await file?.stream().pipeTo(await handle.createWritable());
    element.remove();
  });
  await page.getByRole("button", { name: "Upload images" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Upload images" });
  await dialog.getByText("choose them").click();
  return dialog;
}
