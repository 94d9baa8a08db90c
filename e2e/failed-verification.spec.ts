import { downloadDigest } from "./support/download";
import { expect, test } from "./support/fixtures";
import { chooseFiles, copyDownloadLink, imageRow, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";

const MIB = 1024 * 1024;

test("a file whose checksum did not match is sent again by one button", async ({ signedInPage: page }, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath("disk.img"), 20 * MIB);
  const declared = "0".repeat(64);
  // What a corrupted part comes to: the digest of what was sent is not that of what arrived.
  await page.route("**/complete", (route) => route.continue({ postData: JSON.stringify({ sha256: declared }) }), {
    times: 1,
  });
  await (await chooseFiles(page, [file.path])).getByRole("button", { name: "Start upload" }).click();
  await expect(trayItem(page, "disk.img")).toContainText("Failed");
  await expect(trayItem(page, "disk.img")).toContainText(declared);
  await expect(trayItem(page, "disk.img")).toContainText(file.sha256);

  await page.getByRole("button", { name: "Retry disk.img" }).click();
  await expect(imageRow(page, "disk.img")).toContainText("Completed", { timeout: 60_000 });
  await expect(imageRow(page, "disk.img")).toHaveCount(1);
  expect((await downloadDigest(await copyDownloadLink(page, "disk.img"))).sha256).toBe(file.sha256);
});
