import { writeFileSync } from "node:fs";
import { expect, test } from "./support/fixtures";
import { chooseAction, chooseFiles, imageRow } from "./support/images-page";

test("an image is deleted after one says so, and its name is free again", async ({ signedInPage: page }, testInfo) => {
  const path = testInfo.outputPath("old.img");
  writeFileSync(path, "bytes");
  await (await chooseFiles(page, [path])).getByRole("button", { name: "Start upload" }).click();
  await expect(imageRow(page, "old.img")).toContainText("Completed");

  await chooseAction(page, "old.img", "Delete");
  const dialog = page.getByRole("dialog", { name: "Delete old.img?" });
  await dialog.getByRole("button", { name: "Keep image" }).click();
  await expect(imageRow(page, "old.img")).toBeVisible();

  await chooseAction(page, "old.img", "Delete");
  await dialog.getByRole("button", { name: "Delete image" }).click();
  await expect(imageRow(page, "old.img")).toHaveCount(0);

  await (await chooseFiles(page, [path])).getByRole("button", { name: "Start upload" }).click();
  await expect(imageRow(page, "old.img")).toContainText("Completed");
});
