import { createHash } from "node:crypto";
import { expect, test } from "./support/fixtures";
import { imageRow } from "./support/images-page";
import { ImagesApi } from "./support/images-api";
import { uniqueName } from "./support/random-file";
import { createToken } from "./support/run-admin";

test("statuses change on the page as they change on the server", async ({ signedInPage: page, operatorToken }) => {
  const api = new ImagesApi(operatorToken);
  const id = await api.createImage("live.img");
  // What others made appears with the slow polling at the latest; a reload shows it now.
  await page.reload();
  await expect(imageRow(page, "live.img")).toContainText("Waiting for upload");
  await api.putPart(id, "bytes");
  await expect(imageRow(page, "live.img")).toContainText("Uploading");
  await api.complete(id, createHash("sha256").update("bytes").digest("hex"));
  await expect(imageRow(page, "live.img")).toContainText("Completed");
  await expect(imageRow(page, "live.img")).toContainText("5 B");
  await api.deleteImage(id);
  await page.reload();
  await expect(page.getByRole("button", { name: "Upload images" }).first()).toBeVisible();
  await expect(imageRow(page, "live.img")).toHaveCount(0);
});

test("a failed image says why in its row and on its page", async ({ signedInPage: page, operatorToken }) => {
  const api = new ImagesApi(operatorToken);
  const id = await api.createImage("wrong.img");
  await api.putPart(id, "bytes");
  const declared = createHash("sha256").update("other bytes").digest("hex");
  await api.complete(id, declared);
  await page.reload();
  const row = imageRow(page, "wrong.img");
  await expect(row).toContainText("Failed");
  await expect(row).toContainText(declared.slice(0, 12));
  await expect(row).toContainText("Delete it and upload the file again.");
  await page.goto(`/sfcompute/images/${id}`);
  await expect(page.getByText(declared).first()).toBeVisible();
});

test("an image that is not there is said to be not there", async ({ signedInPage: page }) => {
  await page.goto("/sfcompute/images/image_doesnotexist");
  await expect(page.getByRole("heading", { name: "There is no such image" })).toBeVisible();
});

test("another owner's image is not there either", async ({ signedInPage: page }) => {
  const id = await new ImagesApi(await createToken(uniqueName("owner"), "operator")).createImage("theirs.img");
  await page.goto(`/sfcompute/images/${id}`);
  await expect(page.getByRole("heading", { name: "There is no such image" })).toBeVisible();
  await page.goto("/sfcompute/images");
  await expect(imageRow(page, "theirs.img")).toHaveCount(0);
});

test("that the server is away is told once, above the list that stays", async ({
  signedInPage: page,
  operatorToken,
}) => {
  await new ImagesApi(operatorToken).createImage("stays.img");
  await page.reload();
  await expect(imageRow(page, "stays.img")).toBeVisible();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The list could not be brought up to date" })).toBeVisible();
  // Not in a while, when it may be gone by itself: now.
  expect(await page.getByText("Reading goes on").count()).toBe(0);
  await expect(imageRow(page, "stays.img")).toBeVisible();
});
