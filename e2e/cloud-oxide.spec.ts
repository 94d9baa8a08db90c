import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { Locator, Page, TestInfo } from "@playwright/test";
import { expect, test } from "./support/clouds";
import type { Silo } from "./support/fakes/oxide/silo";
import { holdPartsFrom } from "./support/hold-parts";
import { chooseAction, chooseFiles, imageRow, interruptedUpload, trayItem } from "./support/images-page";

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** Two parts, of which the second is zeros but for its end, which is no whole block. */
const FILE = Buffer.concat([randomBytes(16 * MIB), Buffer.alloc(2 * MIB), randomBytes(700)]);

/** Of half a MiB: those of the first part, and the one at the end. */
const WRITTEN_BLOCKS = 33;

async function startUpload(page: Page, name: string, testInfo: TestInfo, bytes = FILE): Promise<string> {
  const path = testInfo.outputPath(`${name}.raw`);
  await writeFile(path, bytes);
  const dialog = await chooseFiles(page, [path]);
  await dialog.getByRole("textbox", { name: "Name for" }).fill(name);
  await dialog.getByRole("radio", { name: "builds" }).check();
  await fillSystem(dialog);
  await dialog.getByRole("button", { name: "Start upload" }).click();
  return path;
}

async function fillSystem(dialog: Locator): Promise<void> {
  await dialog.getByRole("textbox", { name: "Operating system" }).fill("Debian");
  await dialog.getByRole("textbox", { name: "Version" }).fill("12");
}

/** Disks and snapshots of uploads that are still there. */
function leftovers({ disks, snapshots }: Silo): string[] {
  return [...disks, ...snapshots].map(({ name }) => name).filter((name) => name.startsWith("image-upload-"));
}

test("Oxide: list the silo's and the projects' images, and view one", async ({ page, clouds, user, signInTo }) => {
  await signInTo(page, "oxide");
  const rows = page.getByRole("table", { name: "Images" }).getByRole("row");
  await expect(rows).toContainText(["Name", "gateway", "build-runner", "ubuntu-24-04", "debian-12"]);
  await page.getByRole("button", { name: "Project", exact: true }).click();
  await page.getByRole("radio", { name: "builds" }).check();
  await expect(rows).toContainText(["Name", "build-runner"]);
  await page.getByRole("radio", { name: "Silo" }).check();
  await expect(rows).toContainText(["Name", "ubuntu-24-04", "debian-12"]);
  await page.getByRole("radio", { name: "All projects" }).check();
  await page.keyboard.press("Escape");

  await chooseAction(page, "gateway", "View details");
  const details = page.getByRole("complementary", { name: "Details of gateway" });
  const gateway = clouds.oxide.silo(user).images.find(({ name }) => name === "gateway");
  await expect(details).toContainText(gateway?.id ?? "?");
  for (const told of ["platform", "Alpine", "3.20", "Block size"]) await expect(details).toContainText(told);
});

test("Oxide: create an image from a snapshot", async ({ page, clouds, user, signInTo }) => {
  await signInTo(page, "oxide");
  await page.getByRole("button", { name: "Create image" }).click();
  await page.getByRole("menuitem", { name: "Create from a snapshot" }).click();
  const dialog = page.getByRole("dialog", { name: "Create an image from a snapshot" });
  await dialog.getByRole("radio", { name: "platform" }).check();
  await dialog.getByRole("radio", { name: "gateway-before-upgrade" }).check();
  await fillSystem(dialog);
  await dialog.getByRole("radio", { name: "The whole silo" }).check();
  await dialog.getByRole("textbox", { name: "Name" }).fill("ubuntu-24-04");
  await dialog.getByRole("button", { name: "Create image" }).click();
  await expect(dialog).toContainText("The silo already has an image named ubuntu-24-04.");
  await dialog.getByRole("textbox", { name: "Name" }).fill("gateway-of-may");
  await dialog.getByRole("button", { name: "Create image" }).click();
  await chooseAction(page, "gateway-of-may", "View details");
  await expect(page.getByRole("complementary", { name: "Details of gateway-of-may" })).toContainText("Silo");
  expect(clouds.oxide.silo(user).images.at(-1)).toMatchObject({
    name: "gateway-of-may",
    projectId: null,
    os: "Debian",
  });
});

test("Oxide: create an image from a disk by way of a snapshot", async ({ page, clouds, user, signInTo }) => {
  const silo = clouds.oxide.silo(user);
  const [platform] = silo.projects;
  silo.addDisk({ name: "scratch", projectId: platform?.id ?? "", size: GIB, state: "detached", type: "local" });
  const snapshotNames = () => silo.snapshots.map(({ name }) => name);
  await signInTo(page, "oxide");
  await page.getByRole("button", { name: "Create image" }).click();
  await page.getByRole("menuitem", { name: "Create from a disk" }).click();
  const dialog = page.getByRole("dialog", { name: "Create an image from a disk" });
  await dialog.getByRole("radio", { name: "platform" }).check();
  await expect(dialog.getByRole("radio", { name: "scratch" })).toBeDisabled();
  await dialog.getByRole("radio", { name: "gateway-root" }).check();
  await fillSystem(dialog);
  await dialog.getByRole("textbox", { name: "Name" }).fill("gateway");
  await dialog.getByRole("button", { name: "Create image" }).click();
  await expect(dialog).toContainText("This project already has an image named gateway.");
  expect(snapshotNames()).not.toContain("gateway");
  await dialog.getByRole("textbox", { name: "Name" }).fill("gateway-of-june");
  await dialog.getByRole("switch", { name: "Keep the snapshot" }).click();
  await dialog.getByRole("button", { name: "Create image" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(imageRow(page, "gateway-of-june")).toContainText("Completed");
  expect(silo.images.at(-1)).toMatchObject({ name: "gateway-of-june", projectId: platform?.id, os: "Debian" });
  expect(snapshotNames()).toContain("gateway-of-june");
});

test("Oxide: upload a file, whose zeros are not sent", async ({ page, clouds, user, signInTo }, testInfo) => {
  await signInTo(page, "oxide");
  // Each block is refused once.
  await startUpload(page, "fail-block-disk", testInfo);
  await expect(trayItem(page, "fail-block-disk")).toContainText("Completed");
  const silo = clouds.oxide.silo(user);
  const image = silo.images.find(({ name }) => name === "fail-block-disk");
  expect(image).toMatchObject({ projectId: silo.projects[1]?.id, size: GIB, os: "Debian", version: "12" });
  expect(image?.bytes.read(0, FILE.length).equals(FILE)).toBe(true);
  expect(image?.bytes.writes).toHaveLength(WRITTEN_BLOCKS);
  await expect.poll(() => leftovers(silo)).toEqual([]);
  await expect(imageRow(page, "fail-block-disk")).toHaveCount(1);
  await expect(imageRow(page, "fail-block-disk")).toContainText("Completed");
});

test("Oxide: an upload goes on after a reload with the parts that are missing", async ({
  page,
  clouds,
  user,
  signInTo,
}, testInfo) => {
  const { oxide } = clouds;
  const written = () => oxide.requests.filter((one) => one.user === user && one.path.endsWith("/bulk-write")).length;
  await signInTo(page, "oxide");
  const release = await holdPartsFrom(page, 2);
  const path = await startUpload(page, "reloaded", testInfo);
  await expect.poll(written).toBe(WRITTEN_BLOCKS - 1);
  await expect(trayItem(page, "reloaded")).toContainText("16");
  await page.reload();
  await release();
  await interruptedUpload(page, "reloaded").getByRole("button", { name: "Resume reloaded" }).click();
  await page.getByRole("dialog", { name: "Choose the file again" }).getByLabel("Image file").setInputFiles(path);
  await expect(imageRow(page, "reloaded")).toContainText("Completed");
  expect(written()).toBe(WRITTEN_BLOCKS);
  const image = oxide.silo(user).images.find(({ name }) => name === "reloaded");
  expect(image?.bytes.read(0, FILE.length).equals(FILE)).toBe(true);
});

test("Oxide: a canceled upload leaves no disk", async ({ page, clouds, user, signInTo }, testInfo) => {
  await signInTo(page, "oxide");
  await holdPartsFrom(page, 2);
  await startUpload(page, "canceled", testInfo);
  const silo = clouds.oxide.silo(user);
  await expect.poll(() => leftovers(silo)).toHaveLength(1);
  await trayItem(page, "canceled").getByRole("button", { name: "Cancel canceled" }).click();
  await page.getByRole("button", { name: "Cancel upload" }).click();
  await expect(trayItem(page, "canceled")).toHaveCount(0);
  await expect(imageRow(page, "canceled")).toHaveCount(0);
  await expect.poll(() => leftovers(silo)).toEqual([]);
});

test("Oxide: a disk and a snapshot that could not be removed stay in the list until they are", async ({
  page,
  clouds,
  user,
  signInTo,
}, testInfo) => {
  await signInTo(page, "oxide");
  await startUpload(page, "fail-cleanup-disk", testInfo, FILE.subarray(0, MIB));
  await expect(trayItem(page, "fail-cleanup-disk")).toContainText("Completed");
  const silo = clouds.oxide.silo(user);
  expect(leftovers(silo)).toHaveLength(2);
  await page.getByRole("button", { name: "Refresh" }).click();
  const left = imageRow(page, "fail-cleanup-disk").filter({ hasText: "Failed" });
  await expect(left).toBeVisible();
  await left.getByRole("button", { name: "Actions for fail-cleanup-disk" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  // The snapshot goes, and the disk not yet.
  await page.getByRole("button", { name: "Delete image" }).click();
  await expect(page.getByText("fail-cleanup-disk was not deleted")).toBeVisible();
  await page.getByRole("button", { name: "Delete image" }).click();
  await expect.poll(() => leftovers(silo)).toEqual([]);
  // A list that was on the way may show it once more.
  await expect(imageRow(page, "fail-cleanup-disk")).toHaveCount(1);
  await expect(imageRow(page, "fail-cleanup-disk")).toContainText("Completed");
});

test("Oxide: promote and demote an image, where its name is free, and delete it", async ({
  page,
  clouds,
  user,
  signInTo,
}) => {
  const silo = clouds.oxide.silo(user);
  const [platform, builds] = silo.projects;
  const gateway = silo.images.find(({ name }) => name === "gateway");
  silo.addImage({ name: "gateway", projectId: builds?.id ?? "" });
  await signInTo(page, "oxide");
  // Its name alone would also find the other one.
  const row = imageRow(page, gateway?.id ?? "?");

  await row.getByRole("button", { name: "Actions for gateway" }).click();
  await page.getByRole("menuitem", { name: "Promote to silo" }).click();
  const promotion = page.getByRole("dialog", { name: "Promote gateway?" });
  await expect(promotion).toContainText("It no longer belongs to platform");
  await promotion.getByRole("button", { name: "Promote image" }).click();
  await expect(promotion).toHaveCount(0);
  expect(gateway?.projectId).toBeNull();

  await row.getByRole("button", { name: "Actions for gateway" }).click();
  await page.getByRole("menuitem", { name: "Demote to project" }).click();
  const demotion = page.getByRole("dialog", { name: "Demote gateway?" });
  await demotion.getByRole("radio", { name: "builds" }).check();
  await demotion.getByRole("button", { name: "Demote image" }).click();
  await expect(demotion).toContainText("The project builds already has an image named gateway.");
  await demotion.getByRole("radio", { name: "platform" }).check();
  await demotion.getByRole("button", { name: "Demote image" }).click();
  await expect(demotion).toHaveCount(0);
  expect(gateway?.projectId).toBe(platform?.id);

  await row.getByRole("button", { name: "Actions for gateway" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete image" }).click();
  await expect(row).toHaveCount(0);
  await expect.poll(() => silo.images).not.toContain(gateway);
});

test("Oxide: a name that the silo has already is not promoted to it", async ({ page, clouds, user, signInTo }) => {
  const silo = clouds.oxide.silo(user);
  silo.addImage({ name: "gateway", projectId: null });
  const id = silo.images.find(({ name }) => name === "gateway")?.id ?? "?";
  await signInTo(page, "oxide");
  await imageRow(page, id).getByRole("button", { name: "Actions for gateway" }).click();
  await page.getByRole("menuitem", { name: "Promote to silo" }).click();
  const dialog = page.getByRole("dialog", { name: "Promote gateway?" });
  await dialog.getByRole("button", { name: "Promote image" }).click();
  await expect(dialog).toContainText("The silo already has an image named gateway.");
});
