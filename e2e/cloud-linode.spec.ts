import { randomBytes } from "node:crypto";
import { stat, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import type { Locator, Page, TestInfo } from "@playwright/test";
import { expect, test } from "./support/clouds";
import { chooseAction, chooseFiles, imageRow, trayItem } from "./support/images-page";

const MIB = 1024 * 1024;

/** A file that Linode takes, if it is gzip. */
async function writeFileFor(testInfo: TestInfo, name: string, bytes = randomBytes(2 * MIB)): Promise<string> {
  const path = testInfo.outputPath(`${name}.img.gz`);
  await writeFile(path, gzipSync(bytes, { level: 1 }));
  return path;
}

/** Fills in the upload dialog for one file. */
async function prepareUpload(page: Page, path: string, name: string): Promise<Locator> {
  const dialog = await chooseFiles(page, [path]);
  await dialog.getByRole("textbox", { name: "Name for" }).fill(name);
  await dialog.getByRole("radio", { name: "Washington, DC (us-iad)" }).check();
  return dialog;
}

async function createFromDisk(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Create image" }).click();
  await page.getByRole("menuitem", { name: "Create from a disk" }).click();
  return page.getByRole("dialog", { name: "Create an image from a disk" });
}

test("Linode: list images and look at one", async ({ page, clouds: { linode }, user, signInTo }) => {
  linode.addImage(user, { label: "newest", size: 10_240, created_by: "somebody" });
  linode.addImage("user-else", { label: "of-somebody-else" });
  await signInTo(page, "linode");
  const table = page.getByRole("table", { name: "Images" });
  const rows = table.getByRole("row");
  await expect(rows).toContainText(["Name", "newest", "db-1 (deleted)", "web-base", "hardened-debian"]);
  await expect(imageRow(page, "Ubuntu 24.04 LTS")).toBeVisible();
  await expect(imageRow(page, "of-somebody-else")).toHaveCount(0);

  await chooseAction(page, "web-base", "View details");
  const details = page.getByRole("complementary", { name: "Details of web-base" });
  await expect(details).toContainText("private/");
  await expect(details).toContainText("What every web server begins with.");
  await expect(details).toContainText("golden");
  await expect(details).toContainText("eu-central");
  await expect(details).toContainText("Minimum disk");
});

test("Linode: create an image from a disk", async ({ page, clouds: { linode }, user, signInTo }) => {
  await signInTo(page, "linode");
  const dialog = await createFromDisk(page);
  await dialog.getByRole("radio", { name: "web-1" }).check();
  // The swap disk beside it cannot be taken, so that one is chosen already.
  await expect(dialog.getByRole("radio", { name: "Debian 12 Disk" })).toBeChecked();
  await dialog.getByRole("textbox", { name: "Label" }).fill("golden web");
  await dialog.getByRole("textbox", { name: "Tags" }).fill("fresh,");
  await dialog.getByRole("button", { name: "Create image" }).click();
  await expect(page.getByText("Linode is making golden web.")).toBeVisible();
  await expect(imageRow(page, "golden web")).toContainText("Completed");
  expect(linode.imagesOf(user).at(-1)).toMatchObject({ label: "golden web", tags: ["fresh"], size: 2500 });
});

test("Linode: upload a file with one PUT, and not one that is no gzip", async ({
  page,
  clouds: { linode },
  user,
  signInTo,
}, testInfo) => {
  await signInTo(page, "linode");
  const puts: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PUT") puts.push(new URL(request.url()).origin);
  });
  const raw = testInfo.outputPath("raw.img.gz");
  await writeFile(raw, randomBytes(4096));
  const refused = await chooseFiles(page, [raw]);
  await expect(refused.getByText(/gzip/).first()).toBeVisible();
  await expect(refused.getByRole("textbox", { name: "Name for" })).toHaveCount(0);
  await refused.getByRole("button", { name: "Cancel" }).click();

  const path = await writeFileFor(testInfo, "web");
  const dialog = await prepareUpload(page, path, "web, release 2");
  await dialog.getByRole("textbox", { name: "Description" }).fill("By hand");
  await dialog.getByRole("button", { name: "Start upload" }).click();
  const upload = trayItem(page, "web, release 2");
  await expect(upload.getByRole("progressbar")).toBeVisible();
  await expect(upload).toContainText("Completed");
  await expect(imageRow(page, "web, release 2")).toContainText("Completed");
  expect(puts).toEqual([linode.storageUrl.origin]);
  expect(linode.imagesOf(user).map(({ label }) => label)).not.toContain("raw");
  expect(linode.imagesOf(user).at(-1)).toMatchObject({ description: "By hand", status: "available" });
});

test("Linode: an upload that breaks starts again from the beginning", async ({
  page,
  clouds: { linode },
  user,
  signInTo,
}, testInfo) => {
  await signInTo(page, "linode");
  const name = "fail-broken-line";
  const path = await writeFileFor(testInfo, "line");
  const dialog = await prepareUpload(page, path, name);
  await dialog.getByRole("button", { name: "Start upload" }).click();
  await expect(trayItem(page, name)).toContainText("Completed");
  const images = linode.imagesOf(user).filter(({ label }) => label === name);
  expect(images).toMatchObject([{ status: "available" }]);
  const { size } = await stat(path);
  expect(linode.files.filter(({ imageId }) => imageId === images[0]?.id)).toEqual([
    { imageId: images[0]?.id, bytes: expect.any(Number), isWhole: false },
    { imageId: images[0]?.id, bytes: size, isWhole: true },
  ]);
});

test("Linode: an upload that vanished is explained", async ({ page, clouds: { linode }, user, signInTo }, testInfo) => {
  await signInTo(page, "linode");
  const dialog = await prepareUpload(page, await writeFileFor(testInfo, "odd"), "reject-odd");
  await dialog.getByRole("button", { name: "Start upload" }).click();
  const upload = trayItem(page, "reject-odd");
  await expect(upload).toContainText("Linode could not make an image of the file of reject-odd");
  await expect(upload).toContainText("The file is no disk image");

  const late = await page.request.post(`${new URL(page.url()).origin}/api/linode/images`, {
    headers: { origin: new URL(page.url()).origin },
    data: { name: "late", sizeBytes: 4096, values: { region: "us-iad" } },
  });
  expect(late.ok()).toBe(true);
  const { id } = linode.imagesOf(user).at(-1) ?? { id: "" };
  linode.expire(id);
  await page.goto(`/linode/images/${id.replace("/", "~")}`);
  await expect(page.getByText("The upload of late did not arrive within 24 hours")).toBeVisible();
});

test("Linode: edit label, description and tags", async ({ page, clouds: { linode }, user, signInTo }) => {
  await signInTo(page, "linode");
  await chooseAction(page, "web-base", "Edit");
  const dialog = page.getByRole("dialog", { name: "Edit web-base" });
  await expect(dialog.getByRole("textbox", { name: "Description" })).toHaveValue("What every web server begins with.");
  await dialog.getByRole("textbox", { name: "Label" }).fill("web base / 2");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Use letters, digits, spaces")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Label" }).fill("web base 2");
  await dialog.getByRole("textbox", { name: "Description" }).fill("");
  await dialog.getByRole("button", { name: "Remove golden" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("web base 2 is changed.")).toBeVisible();
  await expect(imageRow(page, "web base 2")).toBeVisible();
  const image = linode.imagesOf(user).find(({ label }) => label === "web base 2");
  expect(image).toMatchObject({ description: null, tags: ["web"] });
});

test("Linode: replicate to regions, keeping one that is available", async ({
  page,
  clouds: { linode },
  user,
  signInTo,
}) => {
  await signInTo(page, "linode");
  await chooseAction(page, "web-base", "Replicate");
  const dialog = page.getByRole("dialog", { name: "Replicate web-base" });
  const [washington, frankfurt, newark] = ["us-iad", "eu-central", "us-east"].map((region) =>
    dialog.getByRole("checkbox", { name: region }),
  );
  if (washington === undefined || frankfurt === undefined || newark === undefined) throw new Error("Three are wanted.");
  await expect(washington).toBeChecked();
  await expect(frankfurt).toBeChecked();
  await expect(newark).not.toBeChecked();

  await washington.uncheck();
  await frankfurt.uncheck();
  await newark.check();
  await dialog.getByRole("button", { name: "Save regions" }).click();
  await expect(dialog.getByText(/Keep at least one region/)).toBeVisible();
  await frankfurt.check();
  await dialog.getByRole("button", { name: "Save regions" }).click();
  await expect(page.getByText("web-base is being copied to 1 more region")).toBeVisible();
  const regions = linode.imagesOf(user).find(({ label }) => label === "web-base")?.regions;
  expect(regions?.map(({ region }) => region)).toEqual(expect.arrayContaining(["eu-central", "us-east"]));
});

test("Linode: delete an image, but not a public one", async ({ page, clouds: { linode }, user, signInTo }) => {
  await signInTo(page, "linode");
  await chooseAction(page, "web-base", "Delete");
  await page.getByRole("button", { name: "Delete image" }).click();
  await expect(imageRow(page, "web-base")).toHaveCount(0);
  await expect.poll(() => linode.imagesOf(user).map(({ label }) => label)).not.toContain("web-base");

  await chooseAction(page, "Debian 12", "Delete");
  await page.getByRole("button", { name: "Delete image" }).click();
  await expect(page.getByText("This image is not your account's, so it cannot be deleted.")).toBeVisible();
});
