import { downloadDigest } from "./support/download";
import { expect, test } from "./support/fixtures";
import { holdPartsFrom } from "./support/hold-parts";
import { chooseFiles, copyDownloadLink, imageRow, trayItem } from "./support/images-page";
import { uniqueName, writeRandomFile } from "./support/random-file";
import { createToken, revokeTokens } from "./support/run-admin";

const MIB = 1024 * 1024;

test("a token that is revoked while an upload runs is replaced in place, and every byte arrives", async ({
  signedInPage: page,
  owner,
}, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath("disk.img"), 200 * MIB);
  const release = await holdPartsFrom(page, 5);
  await (await chooseFiles(page, [file.path])).getByRole("button", { name: "Start upload" }).click();
  await expect(imageRow(page, "disk.img")).toBeVisible();
  await revokeTokens(owner);
  await release();

  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog.getByLabel("API token")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(trayItem(page, "disk.img")).toContainText("Waiting for a new token");

  await trayItem(page, "disk.img").getByRole("button", { name: "Sign in again" }).click();
  await dialog.getByLabel("API token").fill("not-a-token");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("API token").fill(await createToken(owner, "operator"));
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(imageRow(page, "disk.img")).toContainText("Completed", { timeout: 60_000 });
  expect((await downloadDigest(await copyDownloadLink(page, "disk.img"))).sha256).toBe(file.sha256);
});

test("a token of another account does not act for the uploads, and says whose they are", async ({
  signedInPage: page,
  owner,
}, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath("disk.img"), 64 * MIB);
  const release = await holdPartsFrom(page, 2);
  await (await chooseFiles(page, [file.path])).getByRole("button", { name: "Start upload" }).click();
  await expect(imageRow(page, "disk.img")).toBeVisible();
  await revokeTokens(owner);
  await release();

  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  const other = uniqueName("other");
  await dialog.getByLabel("API token").fill(await createToken(other, "operator"));
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toContainText(`These uploads belong to ${owner}`);
  await dialog.getByRole("button", { name: "Keep waiting" }).click();
  const item = trayItem(page, "disk.img");
  await expect(item).toContainText(`Sign in as ${owner} to go on`);
  await expect(item.getByRole("button", { name: "Cancel disk.img" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "No images yet" })).toBeVisible();

  await item.getByRole("button", { name: "Sign in again" }).click();
  await dialog.getByLabel("API token").fill(await createToken(owner, "operator"));
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(imageRow(page, "disk.img")).toContainText("Completed", { timeout: 60_000 });
});

test("a list whose token is refused takes another one where it is", async ({ signedInPage: page, owner }) => {
  await revokeTokens(owner);
  await page.reload();
  await page.getByRole("button", { name: "Sign in again" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel("API token").fill(await createToken(owner, "viewer"));
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "No images yet" })).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("viewer");
});
