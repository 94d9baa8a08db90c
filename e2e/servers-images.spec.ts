import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { downloadDigest } from "./support/download";
import { expect, startUpload, test } from "./support/fault-fixtures";
import { chooseAction, copyDownloadLink, imageRow } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";
import { offerSaveFile, savedSha256, sha256Of } from "./support/saved-file";

const execute = promisify(execFile);

const MIB = 1024 * 1024;

test("an image in a bucket is uploaded, shown, downloaded in every way, deleted and restored", async ({
  page,
  server,
  name,
}, testInfo) => {
  const bucket = server.objects.origin;
  const folder = testInfo.outputPath("terminal");
  await mkdir(folder, { recursive: true });
  const file = await writeRandomFile(join(folder, "source.img"), 24 * MIB + 5);
  await startUpload(page, file, name);
  await expect(imageRow(page, name)).toContainText("Completed", { timeout: 60_000 });

  const policy = (await page.request.get(page.url())).headers()["content-security-policy"] ?? "";
  const connect = policy.split(/;\s*/).find((directive) => directive.startsWith("connect-src "));
  expect(connect?.split(" ").filter((source) => source.includes("//"))).toEqual([bucket]);

  const link = await copyDownloadLink(page, name);
  expect(new URL(link).origin).toBe(bucket);
  const downloaded = await downloadDigest(link);
  expect(downloaded).toMatchObject({ sizeBytes: file.sizeBytes, sha256: file.sha256 });
  expect(downloaded.disposition).toContain(name);

  await chooseAction(page, name, "View details");
  await expect(page.getByText(file.sha256, { exact: true })).toBeVisible();
  const command = await page.getByLabel("Download command").inputValue();
  expect((await execute("sh", ["-c", command], { cwd: folder })).stdout).toContain("OK");
  expect(sha256Of(await readFile(join(folder, name)))).toBe(file.sha256);
  await offerSaveFile(page, "saved.img");
  await page.getByRole("button", { name: "Download and verify" }).click();
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
  expect(await savedSha256(page, "saved.img")).toBe(file.sha256);

  await page.keyboard.press("Escape");
  await chooseAction(page, name, "Delete");
  await page.getByRole("dialog").getByRole("button", { name: "Delete image" }).click();
  await expect(imageRow(page, name)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(imageRow(page, name)).toContainText("Completed");
  expect(await server.images.downloadedSha256(name)).toBe(file.sha256);
});
