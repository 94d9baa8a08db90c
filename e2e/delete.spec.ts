import { writeFileSync } from "node:fs";
import { expect, test } from "./support/fixtures";
import { ImagesApi } from "./support/images-api";
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
  await expect(page.getByRole("button", { name: "Actions for old.img" })).toBeFocused();

  await chooseAction(page, "old.img", "Delete");
  await dialog.getByRole("button", { name: "Delete image" }).click();
  await expect(imageRow(page, "old.img")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeFocused();
  await expect(page.getByText("old.img is deleted.")).toBeVisible();

  await (await chooseFiles(page, [path])).getByRole("button", { name: "Start upload" }).click();
  await expect(imageRow(page, "old.img")).toContainText("Completed");
});

test("a deletion that cannot be sent is told, and is not made later", async ({ signedInPage: page, operatorToken }) => {
  await new ImagesApi(operatorToken).createImage("kept.img");
  await page.reload();
  await expect(imageRow(page, "kept.img")).toBeVisible();
  await chooseAction(page, "kept.img", "Delete");
  const dialog = page.getByRole("dialog", { name: "Delete kept.img?" });
  await expect(dialog).toBeVisible();
  await page.context().setOffline(true);
  await dialog.getByRole("button", { name: "Delete image" }).click();
  await expect(dialog.getByRole("alert")).toContainText("kept.img was not deleted");
  await dialog.getByRole("button", { name: "Keep image" }).click();
  await page.context().setOffline(false);
  await page.reload();
  await expect(imageRow(page, "kept.img")).toBeVisible();
});

test("a row's menu is used by keyboard", async ({ signedInPage: page, operatorToken }) => {
  await new ImagesApi(operatorToken).createCompleted("keys.img", "bytes");
  await page.reload();
  const button = page.getByRole("button", { name: "Actions for keys.img" });
  const item = (name: string) => page.getByRole("menuitem", { name });
  await button.press("ArrowDown");
  await expect(item("View details")).toBeFocused();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  await expect(item("Open page")).toBeFocused();
  await page.keyboard.press("d");
  await expect(item("Delete")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await expect(button).toHaveAttribute("aria-expanded", "false");

  await button.press("Enter");
  await expect(item("View details")).toBeFocused();
  await page.keyboard.press("d");
  await expect(item("Delete")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Keep image" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await button.click();
  await expect(item("View details")).toBeVisible();
  await button.click();
  await expect(item("View details")).toHaveCount(0);
});
