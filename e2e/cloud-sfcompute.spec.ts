import { expect, test } from "./support/clouds";
import { downloadDigest } from "./support/download";
import { chooseAction, copyDownloadLink, imageRow, trayItem } from "./support/images-page";
import { uploadInParts } from "./support/upload-in-parts";

test("SF Compute: list images and look at one", async ({ page, clouds, user, signInTo }) => {
  await clouds.sfcompute.addImage({ account: user, name: "older" });
  const newer = await clouds.sfcompute.addImage({ account: user, name: "newer" });
  await clouds.sfcompute.addImage({ account: "user-else", name: "of-somebody-else" });
  await signInTo(page, "sfcompute");
  const rows = page.getByRole("table", { name: "Images" }).getByRole("row");
  await expect(rows).toContainText(["Name", "newer", "older"]);
  await chooseAction(page, "newer", "View details");
  const details = page.getByRole("complementary", { name: "Details of newer" });
  await expect(details).toContainText(newer.id);
  await expect(details).toContainText(newer.sha256 ?? "no checksum");
});

test("SF Compute: create an image, upload it in parts, complete it, and get a download link", async ({
  page,
  clouds: { sfcompute },
  user,
  signInTo,
}, testInfo) => {
  await signInTo(page, "sfcompute");
  // The storage refuses the first URL of each part, as it does an expired one.
  const name = "fail-part-disk";
  const file = await uploadInParts(page, name, testInfo);
  await expect(trayItem(page, name)).toContainText("Completed");
  const image = sfcompute.imageNamed(user, name);
  expect(image).toMatchObject({ status: "completed", sha256: file.sha256 });
  expect(await sfcompute.storedSha256(image?.id ?? "")).toBe(file.sha256);
  const puts = sfcompute.storage
    .seen()
    .filter(({ method, path }) => method === "PUT" && path.includes(image?.id ?? "?"));
  expect(puts).toHaveLength(4);
  expect(puts.map(({ token }) => token)).toEqual([null, null, null, null]);

  const { sha256, sizeBytes } = await downloadDigest(await copyDownloadLink(page, name));
  expect({ sha256, sizeBytes }).toEqual({ sha256: file.sha256, sizeBytes: file.sizeBytes });
});

test("SF Compute: delete an image, but not one in use", async ({ page, clouds: { sfcompute }, user, signInTo }) => {
  const gone = await sfcompute.addImage({ account: user, name: "to-go" });
  await sfcompute.addImage({ account: user, name: "in-use-by-nodes" });
  await signInTo(page, "sfcompute");
  await chooseAction(page, "to-go", "Delete");
  await page.getByRole("button", { name: "Delete image" }).click();
  await expect.poll(() => gone.isDeleted).toBe(true);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(imageRow(page, "to-go")).toHaveCount(0);

  await chooseAction(page, "in-use-by-nodes", "Delete");
  await page.getByRole("button", { name: "Delete image" }).click();
  await expect(page.getByText("A node template uses this image.")).toBeVisible();
  await page.getByRole("button", { name: "Keep image" }).click();
  await expect(imageRow(page, "in-use-by-nodes")).toBeVisible();
});
