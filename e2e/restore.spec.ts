import { createHash } from "node:crypto";
import { downloadDigest } from "./support/download";
import { expect, test } from "./support/fixtures";
import { ImagesApi } from "./support/images-api";
import { chooseAction, copyDownloadLink, imageRow } from "./support/images-page";

test("Undo brings a deleted image back with its bytes; where its name is taken, it says so", async ({
  signedInPage: page,
  operatorToken,
}) => {
  const api = new ImagesApi(operatorToken);
  await api.createCompleted("disk.img", "precious bytes");
  await page.reload();
  const remove = async () => {
    await chooseAction(page, "disk.img", "Delete");
    await page.getByRole("dialog").getByRole("button", { name: "Delete image" }).click();
    await expect(imageRow(page, "disk.img")).toHaveCount(0);
  };
  const undo = page.getByRole("button", { name: "Undo" });

  await remove();
  await undo.click();
  await expect(page.getByText("disk.img is back.")).toBeVisible();
  await expect(imageRow(page, "disk.img")).toContainText("Completed");
  const { sha256 } = await downloadDigest(await copyDownloadLink(page, "disk.img"));
  expect(sha256).toBe(createHash("sha256").update("precious bytes").digest("hex"));

  await remove();
  await expect(page.getByText("disk.img is deleted.").first()).toBeVisible();
  await api.createImage("disk.img");
  await undo.last().click();
  const refusal = page.getByRole("listitem").filter({ hasText: "disk.img could not be restored." });
  await expect(refusal).toContainText("Another image of yours has its name by now.");
  await expect(refusal.getByRole("button", { name: "Try again" })).toBeVisible();
});

test("a deleted image that is shown can be restored by its menu", async ({ signedInPage: page, operatorToken }) => {
  const api = new ImagesApi(operatorToken);
  await api.createImage("other.img");
  await api.deleteImage(await api.createCompleted("old.img", "bytes"));
  await page.reload();
  await page.getByRole("button", { name: "Show deleted" }).click();
  await expect(imageRow(page, "old.img")).toContainText("Deleted");
  await page.getByRole("button", { name: "Actions for old.img" }).click();
  await expect(page.getByRole("menuitem", { name: "Delete" })).toHaveCount(0);
  await page.getByRole("menuitem", { name: "Restore" }).click();
  await expect(page.getByText("old.img is back.")).toBeVisible();
  await expect(imageRow(page, "old.img")).toContainText("Completed");
  await expect(imageRow(page, "old.img")).not.toContainText("Deleted");
});
