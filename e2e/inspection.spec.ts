import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Locator } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { chooseFiles, imageRow, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";

const MIB = 1024 * 1024;

test("the dialog says what each file is, warns and refuses nothing", async ({ signedInPage: page }, testInfo) => {
  const write = (name: string, bytes: Buffer) => {
    writeFileSync(testInfo.outputPath(name), bytes);
    return testInfo.outputPath(name);
  };
  const dialog = await chooseFiles(page, [
    write("vm.qcow2", qcow2(20 * 1024 * MIB, "base.qcow2")),
    write("installer.iso", bootableIso("DEBIAN 13")),
    write("disk.img.gz", gzipSync(Buffer.alloc(MIB))),
    write("garbage.bin", Buffer.alloc(4096, 1)),
  ]);
  const file = (name: string) => fileIn(dialog, name);
  await expect(file("vm.qcow2")).toContainText("QCOW2 disk image");
  await expect(file("vm.qcow2")).toContainText("Virtual size 20 GiB");
  await expect(file("vm.qcow2")).toContainText("Backing file base.qcow2");
  await expect(file("vm.qcow2")).toContainText("A machine is unlikely to boot this");
  await expect(file("installer.iso")).toContainText("ISO 9660 image · Label DEBIAN 13 · Bootable");
  await expect(file("installer.iso")).not.toContainText("unlikely");
  await expect(file("disk.img.gz")).toContainText("decompress it first, with gunzip");
  await expect(file("garbage.bin")).toContainText("Format not recognized");
  await expect(dialog.getByRole("button", { name: "Start 4 uploads" })).toBeEnabled();
});

test("the dialog and the tray say that the same bytes are here already", async ({ signedInPage: page }, testInfo) => {
  const disk = await writeRandomFile(testInfo.outputPath("disk.img"), 8 * MIB);
  await (await chooseFiles(page, [disk.path])).getByRole("button", { name: "Start upload" }).click();
  await expect(imageRow(page, "disk.img")).toContainText("Completed");

  const dialog = await chooseFiles(page, [disk.path]);
  await expect(dialog.getByText("The same bytes are already here as disk.img.")).toBeVisible();
  await dialog.getByRole("button", { name: "Start upload" }).click();
  await expect(trayItem(page, "disk-2.img")).toContainText("The same bytes are already here as disk.img.");
});

test("the script for a terminal is made of a path and a name, copied and saved", async ({ signedInPage: page }) => {
  const dialog = await chooseFiles(page, []);
  await dialog.getByText("From a terminal").click();
  await dialog.getByLabel("File on that machine").fill("/srv/images/Debian 13.raw");
  await expect(dialog.getByLabel("Image name")).toHaveValue("Debian-13.raw");
  await dialog.getByLabel("Image name").fill("wrong name");
  await expect(dialog.getByRole("button", { name: "Copy script" })).toBeDisabled();
  await dialog.getByLabel("Image name").fill("debian-13");

  const script = dialog.getByRole("textbox", { name: "Upload script" });
  await expect(script).toHaveValue(/^#!\/bin\/sh\n[^]*image_name=debian-13\nfile='\/srv\/images\/Debian 13\.raw'\n/);
  await expect(script).toHaveValue(new RegExp(`api_url=${new URL(page.url()).origin}/v2\n`));
  await dialog.getByRole("button", { name: "Copy script" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(await script.inputValue());
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save as file" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("upload-image.sh");
  expect(readFileSync(await download.path(), "utf8")).toBe(await script.inputValue());
  await expect(dialog.getByText("sh upload-image.sh", { exact: true })).toBeVisible();
});

function fileIn(dialog: Locator, name: string): Locator {
  return dialog
    .getByRole("list", { name: "Chosen files" })
    .getByRole("listitem")
    .filter({ has: dialog.page().getByRole("button", { name: `Remove ${name}`, exact: true }) });
}

/** By QEMU's docs/interop/qcow2.txt. */
function qcow2(virtualBytes: number, backingFile: string): Buffer {
  const bytes = Buffer.alloc(65_536);
  bytes.write("QFI\u00fb", "latin1");
  bytes.writeUInt32BE(3, 4);
  bytes.writeBigUInt64BE(1024n, 8);
  bytes.writeUInt32BE(backingFile.length, 16);
  bytes.writeBigUInt64BE(BigInt(virtualBytes), 24);
  bytes.write(backingFile, 1024);
  return bytes;
}

/** A volume descriptor, a boot record and the end of them, by ECMA-119 section 8 and the El Torito specification. */
function bootableIso(label: string): Buffer {
  const bytes = Buffer.alloc(80 * 2048);
  for (const [sector, type] of [
    [16, 1],
    [17, 0],
    [18, 255],
  ] as const) {
    bytes.writeUInt8(type, sector * 2048);
    bytes.write("CD001", sector * 2048 + 1);
  }
  bytes.write(label.padEnd(32), 16 * 2048 + 40);
  bytes.writeUInt32LE(80, 16 * 2048 + 80);
  bytes.write("EL TORITO SPECIFICATION", 17 * 2048 + 7);
  return bytes;
}
