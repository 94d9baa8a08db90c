import { truncateSync, writeFileSync } from "node:fs";
import { expect, test } from "./support/fixtures";
import { chooseFiles, trayItem } from "./support/images-page";

test("the keyboard's place survives the upload dialog and the tray", async ({ signedInPage: page }, testInfo) => {
  const paths = ["one.img", "two.img"].map((name) => testInfo.outputPath(name));
  for (const path of paths) writeFileSync(path, "bytes");

  const dialog = await chooseFiles(page, paths);
  await expect(dialog.getByLabel("Image files")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Upload images" })).toBeFocused();

  await chooseFiles(page, paths);
  await dialog.getByRole("textbox", { name: "Name for two.img" }).press("Enter");
  const tray = page.getByRole("region", { name: "Uploads" });
  await expect(tray.getByRole("heading")).toBeFocused();
  await expect(trayItem(page, "one.img")).toContainText("Completed");
  await expect(trayItem(page, "two.img")).toContainText("Completed");

  await page.getByRole("button", { name: "Dismiss one.img" }).press("Enter");
  await expect(tray.getByRole("heading")).toBeFocused();
  await page.getByRole("button", { name: "Dismiss two.img" }).press("Enter");
  await expect(tray).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
});

test("pausing and canceling by keyboard leave the focus in the row, then on the page", async ({
  signedInPage: page,
}, testInfo) => {
  const path = testInfo.outputPath("large.img");
  writeFileSync(path, "");
  // Sparse: it has a length but takes no room.
  truncateSync(path, 1024 ** 3);
  await (await chooseFiles(page, [path])).getByRole("button", { name: "Start upload" }).click();
  await page.getByRole("button", { name: "Pause large.img" }).press("Enter");
  await expect(page.getByRole("button", { name: "Resume large.img" })).toBeFocused();

  const cancel = page.getByRole("button", { name: "Cancel large.img" });
  const dialog = page.getByRole("dialog", { name: "Cancel the upload of large.img?" });
  await cancel.press("Enter");
  await expect(dialog.getByRole("button", { name: "Keep upload" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(cancel).toBeFocused();

  await cancel.press("Enter");
  await dialog.getByRole("button", { name: "Cancel upload" }).press("Enter");
  await expect(trayItem(page, "large.img")).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
});
