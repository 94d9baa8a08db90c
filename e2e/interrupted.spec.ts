import { copyFileSync } from "node:fs";
import { downloadDigest } from "./support/download";
import { expect, test } from "./support/fixtures";
import { holdPartsFrom } from "./support/hold-parts";
import { ImagesApi } from "./support/images-api";
import { chooseAction, chooseFiles, copyDownloadLink, imageRow, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";

const MIB = 1024 * 1024;

test("after a reload an upload goes on with the file that it began with, and with no other", async ({
  signedInPage: page,
}, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath("disk.img"), 96 * MIB);
  const other = await writeRandomFile(testInfo.outputPath("other.img"), 96 * MIB);
  const release = await holdPartsFrom(page, 4);
  await (await chooseFiles(page, [file.path])).getByRole("button", { name: "Start upload" }).click();
  await expect(trayItem(page, "disk.img")).toContainText(/4\d(\.\d)? MiB of 96 MiB/);
  await page.getByRole("button", { name: "Pause disk.img" }).click();
  await expect(trayItem(page, "disk.img")).toContainText("Paused");
  await page.reload();
  await release();

  const region = page.getByRole("region", { name: "Interrupted uploads" });
  await expect(region).toContainText(/MiB of 96 MiB · just now/);
  await region.getByRole("button", { name: "Resume disk.img" }).click();
  const dialog = page.getByRole("dialog", { name: "Choose the file again" });
  await expect(dialog).toContainText("disk.img");
  await dialog.getByLabel("Image file").setInputFiles(other.path);
  await expect(dialog.getByRole("alert")).toContainText("different file");
  await dialog.getByLabel("Image file").setInputFiles(file.path);

  await expect(region).toHaveCount(0);
  await expect(imageRow(page, "disk.img")).toContainText("Completed", { timeout: 60_000 });
  expect((await downloadDigest(await copyDownloadLink(page, "disk.img"))).sha256).toBe(file.sha256);
});

test("an interrupted upload is discarded with its image, and forgotten when somebody else deleted it", async ({
  signedInPage: page,
  operatorToken,
}, testInfo) => {
  const first = await writeRandomFile(testInfo.outputPath("first.img"), 20 * MIB);
  const second = testInfo.outputPath("second.img");
  copyFileSync(first.path, second);
  await holdPartsFrom(page, 1);
  await (await chooseFiles(page, [first.path, second])).getByRole("button", { name: "Start 2 uploads" }).click();
  await expect(imageRow(page, "first.img")).toBeVisible();
  const link = imageRow(page, "second.img").getByRole("link");
  const id = (await link.getAttribute("href"))?.split("/").at(-1) ?? "";
  await page.getByRole("button", { name: "Pause all" }).click();
  await new ImagesApi(operatorToken).deleteImage(id);
  await page.reload();

  const region = page.getByRole("region", { name: "Interrupted uploads" });
  await expect(region.getByRole("listitem").filter({ hasText: "second.img" })).toContainText("The image was deleted.");
  await region.getByRole("button", { name: "Forget second.img" }).click();
  await region.getByRole("button", { name: "Discard first.img" }).click();
  await page
    .getByRole("dialog", { name: "Discard first.img?" })
    .getByRole("button", { name: "Discard upload" })
    .click();
  await expect(region).toHaveCount(0);
  await expect(imageRow(page, "first.img")).toHaveCount(0);
});

test("an image that another computer began is uploaded from this browser", async ({
  signedInPage: page,
  operatorToken,
}, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath("local.img"), 40 * MIB);
  await new ImagesApi(operatorToken).createImage("waiting.img");
  await page.reload();
  await chooseAction(page, "waiting.img", "Upload from this browser");
  const dialog = page.getByRole("dialog", { name: "Upload waiting.img from this browser" });
  await dialog.getByLabel("Image file").setInputFiles(file.path);
  await dialog.getByRole("button", { name: "Start upload" }).click();
  await expect(imageRow(page, "waiting.img")).toContainText("Completed", { timeout: 60_000 });
  await expect(imageRow(page, "waiting.img")).toHaveCount(1);
  expect((await downloadDigest(await copyDownloadLink(page, "waiting.img"))).sha256).toBe(file.sha256);
});
