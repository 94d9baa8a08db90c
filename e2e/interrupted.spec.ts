import { copyFileSync } from "node:fs";
import { downloadDigest } from "./support/download";
import { expect, test } from "./support/fixtures";
import { holdPartsFrom } from "./support/hold-parts";
import { ImagesApi } from "./support/images-api";
import { chooseAction, chooseFiles, copyDownloadLink, imageRow, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";

const MIB = 1024 * 1024;

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

test("uploads show in their images' rows, go on from there, and several at once", async ({
  signedInPage: page,
}, testInfo) => {
  const names = ["one.img", "two.img", "three.img"];
  const files = await Promise.all(
    names.map((name, index) => writeRandomFile(testInfo.outputPath(name), (17 + index) * MIB)),
  );
  const [one, two, three] = files.map(({ path }) => path);
  const release = await holdPartsFrom(page, 1);
  await (
    await chooseFiles(page, [one ?? "", two ?? "", three ?? ""])
  )
    .getByRole("button", { name: "Start 3 uploads" })
    .click();
  for (const name of names) await expect(imageRow(page, name).getByRole("progressbar", { name })).toBeVisible();
  await page.getByRole("button", { name: "Pause all" }).click();
  await expect(imageRow(page, "one.img")).toContainText("Paused");
  await page.reload();
  await release();

  await imageRow(page, "one.img").getByRole("button", { name: "Resume one.img" }).click();
  const dialog = page.getByRole("dialog", { name: "Choose the file again" });
  await dialog.getByLabel("Image file").setInputFiles(one ?? "");
  await expect(dialog).toHaveCount(0);
  // The keyboard's place is the image's row, or the tray.
  await expect(page.locator("tr:focus, h2:focus")).toHaveCount(1);

  const region = page.getByRole("region", { name: "Interrupted uploads" });
  await expect(region.getByRole("listitem")).toHaveCount(2);
  await region.getByLabel("Files of interrupted uploads").setInputFiles([one ?? "", three ?? "", two ?? ""]);
  await expect(page.getByText("1 file belongs to none of these uploads.")).toBeVisible();
  await expect(region).toHaveCount(0);
  for (const name of names) await expect(imageRow(page, name)).toContainText("Completed", { timeout: 60_000 });
});

test("of many interrupted uploads the first three are shown, and the others when they are asked for", async ({
  signedInPage: page,
}, testInfo) => {
  const names = ["one.img", "two.img", "three.img", "four.img", "five.img"];
  const files = await Promise.all(names.map((name) => writeRandomFile(testInfo.outputPath(name), MIB)));
  await holdPartsFrom(page, 1);
  const dialog = await chooseFiles(
    page,
    files.map(({ path }) => path),
  );
  await dialog.getByRole("button", { name: "Start 5 uploads" }).click();
  for (const name of names) await expect(trayItem(page, name)).toBeVisible();
  await page.getByRole("button", { name: "Pause all" }).click();
  await page.reload();

  const region = page.getByRole("region", { name: "Interrupted uploads" });
  await expect(region.getByRole("listitem")).toHaveCount(3);
  await region.getByRole("button", { name: "Show 2 more" }).click();
  for (const name of names) await expect(region.getByRole("button", { name: `Resume ${name}` })).toBeVisible();
  await region.getByRole("button", { name: "Show fewer" }).click();
  await expect(region.getByRole("listitem")).toHaveCount(3);
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

test("an image that was deleted meanwhile takes no file", async ({ signedInPage: page, operatorToken }, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath("local.img"), 1 * MIB);
  const api = new ImagesApi(operatorToken);
  const id = await api.createImage("deleted-meanwhile");
  await page.reload();
  await chooseAction(page, "deleted-meanwhile", "Upload from this browser");
  await api.deleteImage(id);
  const dialog = page.getByRole("dialog", { name: "Upload deleted-meanwhile from this browser" });
  await dialog.getByLabel("Image file").setInputFiles(file.path);
  await dialog.getByRole("button", { name: "Start upload" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The upload could not be started");
  await expect(trayItem(page, "deleted-meanwhile")).toHaveCount(0);
});
