import { createHash } from "node:crypto";
import { expect, test } from "./support/fixtures";
import { imageRow } from "./support/images-page";
import { ImagesApi } from "./support/images-api";
import { uniqueName } from "./support/random-file";
import { createToken } from "./support/run-admin";

test("every page of a long list can be reached", async ({ page, operatorToken }) => {
  const api = new ImagesApi(operatorToken);
  for (let number = 1; number <= 123; number++) await api.createImage(`image-${number}`);
  await page.goto(`/sign-in#token=${operatorToken}`);
  const rows = page.getByRole("table", { name: "Images" }).getByRole("row");
  await expect(imageRow(page, "image-123")).toBeVisible();
  await expect(rows).toHaveCount(51);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(rows).toHaveCount(101);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(rows).toHaveCount(124);
  await expect(page.getByRole("button", { name: "Show more" })).toHaveCount(0);
});

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

test("a failed image says why on its page", async ({ signedInPage: page, operatorToken }) => {
  const api = new ImagesApi(operatorToken);
  const id = await api.createImage("wrong.img");
  await api.putPart(id, "bytes");
  const declared = createHash("sha256").update("other bytes").digest("hex");
  await api.complete(id, declared);
  await page.reload();
  await expect(imageRow(page, "wrong.img")).toContainText("Failed");
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
