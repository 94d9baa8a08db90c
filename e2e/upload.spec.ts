import type { Request } from "@playwright/test";
import { basename } from "node:path";
import { downloadDigest } from "./support/download";
import { expect, test } from "./support/fixtures";
import { holdPartsFrom } from "./support/hold-parts";
import { chooseFiles, copyDownloadLink, imageRow, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";

const MIB = 1024 * 1024;

test("a large image arrives byte for byte and its copied link gives it back", async ({
  signedInPage: page,
}, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath("disk.img"), 300 * MIB + 12_345);
  const dialog = await chooseFiles(page, [file.path]);
  await dialog.getByRole("textbox", { name: "Name for disk.img" }).fill("large-disk");
  await dialog.getByRole("button", { name: "Start upload" }).click();

  await expect(trayItem(page, "large-disk")).toContainText("Completed", { timeout: 90_000 });
  await expect(imageRow(page, "large-disk")).toContainText("Completed");
  await expect(imageRow(page, "large-disk")).toContainText("300 MiB");

  const link = await copyDownloadLink(page, "large-disk");
  const downloaded = await downloadDigest(link);
  expect(downloaded.sizeBytes).toBe(file.sizeBytes);
  expect(downloaded.sha256).toBe(file.sha256);
  expect(downloaded.disposition).toContain("large-disk");
});

test("three files upload at once, each to its own image", async ({ signedInPage: page }, testInfo) => {
  const files = await Promise.all(
    ["one.img", "two.img", "three.img"].map((name, index) =>
      writeRandomFile(testInfo.outputPath(name), (20 + 13 * index) * MIB + index),
    ),
  );
  const inFlight = new Map<Request, string>();
  let imagesAtOnce = 0;
  page.on("request", (request) => {
    const imageId = /\/objects\/([^/]+)\/parts\//.exec(request.url())?.[1];
    if (request.method() !== "PUT" || imageId === undefined) return;
    inFlight.set(request, imageId);
    imagesAtOnce = Math.max(imagesAtOnce, new Set(inFlight.values()).size);
  });
  page.on("requestfinished", (request) => inFlight.delete(request));
  const dialog = await chooseFiles(
    page,
    files.map((file) => file.path),
  );
  await dialog.getByRole("button", { name: "Start 3 uploads" }).click();

  for (const file of files) {
    const name = basename(file.path);
    await expect(imageRow(page, name)).toContainText("Completed", { timeout: 60_000 });
    const downloaded = await downloadDigest(await copyDownloadLink(page, name));
    expect(downloaded.sha256).toBe(file.sha256);
  }
  expect(imagesAtOnce).toBeGreaterThan(1);
});

test("an upload goes on while one looks at another page", async ({ signedInPage: page }, testInfo) => {
  const first = await writeRandomFile(testInfo.outputPath("first.img"), 1 * MIB);
  await (await chooseFiles(page, [first.path])).getByRole("button", { name: "Start upload" }).click();
  await expect(imageRow(page, "first.img")).toContainText("Completed");

  const second = await writeRandomFile(testInfo.outputPath("second.img"), 64 * MIB);
  await (await chooseFiles(page, [second.path])).getByRole("button", { name: "Start upload" }).click();
  await page.getByRole("button", { name: "Actions for first.img" }).click();
  await page.getByRole("menuitem", { name: "View details" }).click();
  await expect(page.getByRole("heading", { name: "first.img" })).toBeVisible();
  await expect(page.getByText(first.sha256)).toBeVisible();
  await expect(trayItem(page, "second.img")).toContainText("Completed", { timeout: 60_000 });
});

test("pausing stops the bytes and resuming sends the rest", async ({ signedInPage: page }, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath("paused.img"), 96 * MIB);
  const begun: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PUT") begun.push(request.url());
  });
  const release = await holdPartsFrom(page, 4);
  const item = trayItem(page, "paused.img");
  const dialog = await chooseFiles(page, [file.path]);
  await dialog.getByRole("button", { name: "Start upload" }).click();
  await page.getByRole("button", { name: "Pause paused.img" }).click();
  await expect(item).toContainText(/Paused · .+ of 96 MiB/);
  const [begunBefore, shownBefore] = [begun.length, await item.innerText()];

  await item.getByRole("link", { name: "paused.img" }).click();
  await expect(page.getByRole("heading", { name: "paused.img" })).toBeVisible();
  await page.getByRole("link", { name: "Images", exact: true }).click();
  await expect(imageRow(page, "paused.img")).toContainText("Paused");
  expect([begun.length, await item.innerText()]).toEqual([begunBefore, shownBefore]);

  await release();
  await page.getByRole("button", { name: "Resume paused.img" }).click();
  await expect(imageRow(page, "paused.img")).toContainText("Completed", { timeout: 60_000 });
  expect(begun.length).toBeGreaterThan(begunBefore);
  const downloaded = await downloadDigest(await copyDownloadLink(page, "paused.img"));
  expect(downloaded.sha256).toBe(file.sha256);
});

test("cancelling asks, then deletes the image", async ({ signedInPage: page }, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath("canceled.img"), 96 * MIB);
  await holdPartsFrom(page, 4);
  await (await chooseFiles(page, [file.path])).getByRole("button", { name: "Start upload" }).click();
  await expect(imageRow(page, "canceled.img")).toBeVisible();
  await page.getByRole("button", { name: "Pause canceled.img" }).click();
  await page.getByRole("button", { name: "Cancel canceled.img" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel upload" }).click();
  await expect(trayItem(page, "canceled.img")).toHaveCount(0);
  await expect(imageRow(page, "canceled.img")).toHaveCount(0);
});
