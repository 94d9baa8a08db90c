import { copyFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectArrived, PART_BYTES, PARTS_IN_FLIGHT, startHeldUpload, test } from "./support/fault-fixtures";
import { interruptedUpload } from "./support/images-page";
import { offerKeptFile } from "./support/kept-file";
import { writeRandomFile } from "./support/random-file";

// How the file is had again after a reload, and which file it must be.

const MOST_RESENT_BYTES = PARTS_IN_FLIGHT * PART_BYTES;

async function reload(page: Page): Promise<void> {
  page.once("dialog", (dialog) => void dialog.accept());
  await page.reload();
}

test("where the browser kept a handle an upload goes on by itself", async ({ page, server, disk, name }) => {
  await offerKeptFile(page, disk);
  const { held } = await startHeldUpload(page, server, null, name);
  await reload(page);
  held.end();
  await expectArrived(page, server, name, disk);
  expect(server.objects.books.resentBytes()).toBeLessThanOrEqual(MOST_RESENT_BYTES);
});

test("where the handle needs a permission an upload goes on with one click", async ({ page, server, disk, name }) => {
  await offerKeptFile(page, disk, { needsPermission: true });
  const { held } = await startHeldUpload(page, server, null, name);
  await reload(page);
  held.end();
  await interruptedUpload(page, name)
    .getByRole("button", { name: `Resume ${name}` })
    .click();
  await expectArrived(page, server, name, disk);
  expect(server.objects.books.resentBytes()).toBeLessThanOrEqual(MOST_RESENT_BYTES);
});

test("another file is refused with what differs, and the right one goes on", async ({
  page,
  server,
  disk,
  name,
}, testInfo) => {
  const { held } = await startHeldUpload(page, server, disk, name);
  await reload(page);
  held.end();
  await interruptedUpload(page, name)
    .getByRole("button", { name: `Resume ${name}` })
    .click();
  const dialog = page.getByRole("dialog", { name: "Choose the file again" });
  const choose = (path: string) => dialog.getByLabel("Image file").setInputFiles(path);

  const shorter = await writeRandomFile(testInfo.outputPath("disk.img"), disk.sizeBytes - 1);
  await choose(shorter.path);
  await expect(dialog).toContainText(
    /This is a different file: it has [\d,]+ bytes and the upload began with [\d,]+ bytes/,
  );
  const later = testInfo.outputPath("later.img");
  await copyFile(disk.path, later);
  await choose(later);
  await expect(dialog).toContainText(/This is a different file: it was changed on .+, after the upload began/);
  expect(server.objects.books.acknowledged()).toHaveLength(8);

  await choose(disk.path);
  await expectArrived(page, server, name, disk);
});

test("what this browser remembers and cannot understand is told, and the rest is there", async ({
  page,
  server,
  disk,
  name,
}) => {
  const { held } = await startHeldUpload(page, server, disk, name);
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("images-dashboard");
      request.addEventListener("success", () => resolve(request.result));
    });
    const store = database.transaction("uploads", "readwrite").objectStore("uploads");
    store.put({ id: "broken", name: "broken.img", version: 99 });
    await new Promise((resolve) => store.transaction.addEventListener("complete", resolve));
    database.close();
  });
  await reload(page);
  await expect(page.getByText(/remembered of the upload broken\.img cannot be understood/)).toBeVisible();
  await expect(interruptedUpload(page, name)).toContainText("of 200 MiB");
  held.end();
  expect(await server.images.named(name)).toMatchObject([{ upload_status: "uploading" }]);
});
