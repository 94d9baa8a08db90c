import { expectAccessible } from "./support/accessible";
import { expect, openSignedIn, test } from "./support/fixtures";
import { ImagesApi } from "./support/images-api";
import { createToken } from "./support/run-admin";

test("an admin sees who did what, finds one image's entries, and sends the address to another", async ({
  page,
  baseURL,
  owner,
  operatorToken,
}) => {
  const api = new ImagesApi(operatorToken);
  const id = await api.createCompleted("debian.img", "bytes");
  await api.downloadUrl(id);
  await api.deleteImage(id);
  const other = await api.createImage("fedora.img");

  await openSignedIn(page, baseURL ?? "", await createToken(`${owner}-admin`, "admin"));
  await page.getByRole("link", { name: "Audit trail" }).click();
  await expect(page.getByRole("heading", { name: "Audit trail" })).toBeVisible();
  await page.getByRole("textbox", { name: "Who" }).fill(owner);
  const table = page.getByRole("table", { name: "Audit trail" });
  await expect(page).toHaveURL(new RegExp(`actor=${owner}$`));
  await expect(table.getByRole("row").nth(1)).toContainText(/Create image.*fedora\.img/);
  await expect(
    table.getByRole("row", { name: new RegExp(`${owner}(?!-).*Delete image.*debian\\.img.*Done`) }),
  ).toBeVisible();
  await expectAccessible(page);

  await table.getByRole("button", { name: "debian.img" }).first().click();
  await expect(table.getByRole("row", { name: /fedora/ })).toHaveCount(0);
  for (const action of ["Create image", "Complete upload", "Hand out link", "Delete image"]) {
    await expect(table.getByRole("row", { name: new RegExp(action) })).toHaveCount(1);
  }
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Image id" })).toHaveValue(id);
  await expect(table.getByRole("row", { name: /Delete image/ })).toHaveCount(1);
  await expect(page.locator("body")).not.toContainText(other);

  await page.getByRole("link", { name: "Images", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
});

test("who is no admin is told that only an admin may read the audit trail", async ({ signedInPage: page }) => {
  await expect(page.getByRole("link", { name: "Audit trail" })).toHaveCount(0);
  await page.goto("/sfcompute/audit");
  await expect(page.getByRole("heading", { name: "You cannot read the audit trail" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Only an admin's API token");
  const answer = await page.request.get("/api/sfcompute/audit");
  expect(answer.status()).toBe(403);
});
