import { randomBytes } from "node:crypto";
import { downloadDigest } from "./support/download";
import { expect, signIn, test } from "./support/fixtures";
import { holdPartsFrom } from "./support/hold-parts";
import { chooseFiles, copyDownloadLink, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";
import { StartCommand, freePort } from "./support/start-command";

const MIB = 1024 * 1024;

test("an upload goes on after the server was killed and started again", async ({ browser }, testInfo) => {
  const port = await freePort();
  const token = randomBytes(32).toString("base64url");
  const environment = {
    PORT: String(port),
    DATA_DIR: testInfo.outputPath("data"),
    EMBEDDED_ADMIN_TOKEN: token,
  };
  const file = await writeRandomFile(testInfo.outputPath("disk.img"), 160 * MIB + 1);
  const killed = new StartCommand(environment);
  await killed.printed(/is ready/);

  const page = await browser.newPage({ baseURL: `http://127.0.0.1:${port}` });
  await signIn(page, token);
  const release = await holdPartsFrom(page, 5);
  const firstPart = page.waitForResponse((response) => response.request().method() === "PUT" && response.ok());
  await (await chooseFiles(page, [file.path])).getByRole("button", { name: "Start upload" }).click();
  await firstPart;
  await page.getByRole("button", { name: "Pause disk.img" }).click();
  await expect(trayItem(page, "disk.img")).toContainText("Paused");
  await killed.stop("SIGKILL");
  await release();
  await page.getByRole("button", { name: "Resume disk.img" }).click();
  await expect(trayItem(page, "disk.img")).toContainText(/again|waiting/i);

  const restarted = new StartCommand(environment);
  await restarted.printed(/is ready/);
  await expect(trayItem(page, "disk.img")).toContainText("Completed", { timeout: 90_000 });
  const downloaded = await downloadDigest(await copyDownloadLink(page, "disk.img"));
  expect(downloaded.sha256).toBe(file.sha256);
  await page.close();
  expect((await restarted.stop("SIGTERM")).code).toBe(0);
});
