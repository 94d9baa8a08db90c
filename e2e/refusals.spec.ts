import { truncateSync, writeFileSync } from "node:fs";
import { expect, test } from "./support/fixtures";
import { chooseFiles, imageRow } from "./support/images-page";

const GIB = 1024 ** 3;

test("an empty file is refused before the first byte", async ({ signedInPage: page }, testInfo) => {
  const path = testInfo.outputPath("empty.img");
  writeFileSync(path, "");
  const dialog = await chooseFiles(page, [path]);
  await expect(dialog.getByText(/file is empty/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Start upload" })).toBeDisabled();
});

test("a file over 128 GiB is refused before the first byte", async ({ signedInPage: page }, testInfo) => {
  const path = testInfo.outputPath("huge.img");
  writeFileSync(path, "");
  // Sparse: it has a length but takes no room.
  truncateSync(path, 128 * GIB + 1);
  const dialog = await chooseFiles(page, [path]);
  await expect(dialog.getByText(/at most 128 GiB|128 GiB at most/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Start upload" })).toBeDisabled();
});

test("a name that is not allowed is refused as it is typed", async ({ signedInPage: page }, testInfo) => {
  const path = testInfo.outputPath("My Disk (1).img");
  writeFileSync(path, "bytes");
  const dialog = await chooseFiles(page, [path]);
  const name = dialog.getByRole("textbox", { name: "Name for My Disk (1).img" });
  await expect(name).toHaveValue("My-Disk-1.img");
  await name.fill("-wrong name");
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByText(/begin with a letter or a digit/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Start upload" })).toBeDisabled();
  await name.fill("right-name");
  await expect(dialog.getByRole("button", { name: "Start upload" })).toBeEnabled();
});

test("a name that is taken is refused as it is typed", async ({ signedInPage: page }, testInfo) => {
  const path = testInfo.outputPath("disk.img");
  writeFileSync(path, "bytes");
  await (await chooseFiles(page, [path])).getByRole("button", { name: "Start upload" }).click();
  await expect(imageRow(page, "disk.img")).toContainText("Completed");

  const dialog = await chooseFiles(page, [path]);
  const name = dialog.getByRole("textbox", { name: "Name for disk.img" });
  await expect(name).toHaveValue("disk-2.img");
  await name.fill("disk.img");
  await expect(dialog.getByText(/already an image/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Start upload" })).toBeDisabled();
  await name.fill("other.img");
  await dialog.getByRole("button", { name: "Start upload" }).click();
  await expect(imageRow(page, "other.img")).toContainText("Completed");
});

test("the same name twice in one batch is refused", async ({ signedInPage: page }, testInfo) => {
  const paths = ["a.img", "b.img"].map((name) => testInfo.outputPath(name));
  for (const path of paths) writeFileSync(path, "bytes");
  const dialog = await chooseFiles(page, paths);
  await dialog.getByRole("textbox", { name: "Name for b.img" }).fill("a.img");
  await expect(dialog.getByRole("textbox", { name: "Name for b.img" })).toHaveAttribute("aria-invalid", "true");
});
