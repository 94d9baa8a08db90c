import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { holdRequests } from "./support/hold-requests";
import { ImagesApi } from "./support/images-api";
import { imageRow } from "./support/images-page";
import { sha256Of } from "./support/saved-file";

const execute = promisify(execFile);
const GIB = 1024 ** 3;

test("an image's details stand beside the list, under an address of their own", async ({
  signedInPage: page,
  operatorToken,
}) => {
  const id = await new ImagesApi(operatorToken).createCompleted("beside.img", "bytes");
  await page.reload();
  await imageRow(page, "beside.img").getByRole("link", { name: "beside.img" }).click();
  const panel = page.getByRole("complementary", { name: "Details of beside.img" });
  await expect(panel.getByRole("region", { name: "Timeline" }).getByRole("listitem")).toContainText([
    "Created",
    "Every byte uploaded",
    "Checksum verified",
  ]);
  await expect(panel.getByText(sha256Of(Buffer.from("bytes")))).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`[?&]image=${id}`));
  await expectAccessible(page);
  await page.reload();
  await expect(panel).toBeVisible();

  await panel.getByRole("link", { name: "Open as a page" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "beside.img" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Timeline" }).getByRole("listitem")).toHaveCount(3);
  await expect(page.getByText("This account only")).toBeVisible();
  await page.goBack();
  await expect(panel).toBeVisible();
  await panel.getByRole("button", { name: "Copy link to this panel" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await panel.getByRole("button", { name: "Close details" }).click();
  await expect(panel).toHaveCount(0);
  await expect(page).not.toHaveURL(/image=/);
});

test("Escape closes details that a link opened, also before the list has come", async ({
  signedInPage: page,
  operatorToken,
}) => {
  const id = await new ImagesApi(operatorToken).createCompleted("early.img", "bytes");
  const panel = page.getByRole("complementary", { name: "Details of early.img" });
  const list = await holdRequests(page, /\/api\/sfcompute\/images\?/);
  await page.goto(`/sfcompute/images?image=${id}`);
  await expect(panel.getByRole("region", { name: "Timeline" })).toBeVisible();
  await expect(imageRow(page, "early.img")).toHaveCount(0);
  // Nothing has the focus yet.
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  list.release();
  await expect(imageRow(page, "early.img")).toBeVisible();
});

test("where there is no room beside the list the details are a sheet, which the keyboard opens and closes", async ({
  signedInPage: page,
  operatorToken,
}) => {
  await new ImagesApi(operatorToken).createCompleted("sheet.img", "bytes");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.reload();
  const link = imageRow(page, "sheet.img").getByRole("link", { name: "sheet.img" });
  await link.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Details of sheet.img" });
  await expect(sheet.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await expect(sheet.getByRole("link", { name: "Open as a page" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(imageRow(page, "sheet.img").locator("a:focus").or(page.locator("tr:focus"))).toHaveCount(1);
});

test("a link counts down, says when it has ended, and one click gives a new one", async ({
  signedInPage: page,
  operatorToken,
}) => {
  const api = new ImagesApi(operatorToken);
  const id = await api.createCompleted("link.img", "bytes");
  await page.clock.install();
  await page.goto(`/sfcompute/images/${id}`);
  const download = page.getByRole("region", { name: "Download" });
  await download.getByRole("button", { name: "Get link" }).click();
  await expect(download.getByText(/Works for (12 h|11 h 59 min)/)).toBeVisible();
  const first = await download.getByLabel("Download command").inputValue();
  await page.clock.fastForward("01:00:00");
  await expect(download.getByText(/Works for (11 h|10 h 59 min)/)).toBeVisible();
  await page.clock.fastForward("10:59:30");
  await expect(download.getByText(/Works for \d+ s/)).toBeVisible();
  await page.clock.fastForward("00:40");
  await expect(download.getByText("This link has expired")).toBeVisible();
  await expect(download.getByLabel("Download command")).toHaveCount(0);
  // The server's clock went on as always; what it signs within one second is the same.
  await expect.poll(async () => first.includes(await api.downloadUrl(id))).toBe(false);
  await page.clock.setSystemTime(new Date());
  await download.getByRole("button", { name: "Get a new link" }).click();
  await expect(download.getByText(/Works for (12 h|11 h 59 min)/)).toBeVisible();
  expect(await download.getByLabel("Download command").inputValue()).not.toBe(first);
});

test("commands that are copied download and verify, and which one is remembered", async ({
  signedInPage: page,
  operatorToken,
}, testInfo) => {
  const id = await new ImagesApi(operatorToken).createCompleted("terminal.img", "these bytes");
  // A browser that cannot write to files: the commands are what it has to offer.
  await page.addInitScript(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  await page.goto(`/sfcompute/images/${id}`);
  await expect(page.getByText("This browser cannot check a file while it saves it.")).toBeVisible();
  await page.getByRole("button", { name: "Get link" }).click();
  await page.getByRole("button", { name: "Copy curl command" }).click();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toMatch(/^curl /);
  const folder = testInfo.outputPath("terminal");
  await mkdir(folder, { recursive: true });
  const { stdout } = await execute("sh", ["-c", await clipboard()], { cwd: folder });
  expect(stdout).toContain("OK");
  expect(await readFile(`${folder}/terminal.img`, "utf8")).toBe("these bytes");
  const wrong = (await clipboard()).replaceAll(sha256Of(Buffer.from("these bytes")), "0".repeat(64));
  await expect(execute("sh", ["-c", wrong], { cwd: folder })).rejects.toThrow();

  await page.getByRole("radio", { name: "PowerShell" }).check();
  await expect(page.getByLabel("Download command")).toHaveValue(/Get-FileHash/);
  await page.reload();
  await page.getByRole("button", { name: "Get link" }).click();
  await expect(page.getByRole("radio", { name: "PowerShell" })).toBeChecked();
});

test("what a file is can be found out by its first bytes", async ({ signedInPage: page, operatorToken }) => {
  const id = await new ImagesApi(operatorToken).createCompleted("disk.qcow2", qcow2(20 * GIB));
  await page.goto(`/sfcompute/images/${id}`);
  const format = page.getByRole("region", { name: "What it is" });
  await format.getByRole("button", { name: "Find out" }).click();
  await expect(format).toContainText("QCOW2");
  await expect(format).toContainText("20 GiB");
  await expect(format).toContainText("read from the storage just now");
  await expect(format).toContainText("unlikely to boot");
});

/** The header of a QCOW2 of version 3 (https://www.qemu.org/docs/master/interop/qcow2.html) and nothing behind it. */
function qcow2(virtualBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64 * 1024);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x51_46_49_fb);
  view.setUint32(4, 3);
  view.setUint32(20, 16);
  view.setBigUint64(24, BigInt(virtualBytes));
  view.setUint32(100, 104);
  return bytes;
}
