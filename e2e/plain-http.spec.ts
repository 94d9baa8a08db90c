import { randomBytes } from "node:crypto";
import { holdPartsFrom } from "./support/hold-parts";
import { expect, signIn, test } from "./support/fixtures";
import { chooseFiles, interruptedUpload, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";
import { ServerImages } from "./support/server-images";
import { freePort, StartCommand } from "./support/start-command";

const MIB = 1024 * 1024;

// A name that the browser does not count as this computer: plain http on it is no secure context.
const HOST = "dashboard.test";

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${HOST} 127.0.0.1`],
    });
  },
});

test("over plain http a page says what it cannot do, and an upload outlives a reload all the same", async ({
  browser,
}, testInfo) => {
  const port = await freePort();
  const token = randomBytes(32).toString("base64url");
  const server = new StartCommand({
    PORT: String(port),
    PUBLIC_URL: `http://${HOST}:${port}`,
    DATA_DIR: testInfo.outputPath("data"),
    EMBEDDED_ADMIN_TOKEN: token,
  });
  await server.printed(/is ready/);
  const file = await writeRandomFile(testInfo.outputPath("disk.img"), 80 * MIB + 1);
  const context = await browser.newContext({ baseURL: `http://${HOST}:${port}` });
  const page = await context.newPage();
  await signIn(page, token);
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);

  const release = await holdPartsFrom(page, 3);
  const dialog = await chooseFiles(page, [file.path]);
  await expect(dialog).toContainText("After a reload, files have to be chosen again");
  await dialog.getByRole("button", { name: "Start upload" }).click();
  await expect(trayItem(page, "disk.img")).toContainText(/3\d(\.\d)? MiB of 80 MiB/);
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(trayItem(second, "disk.img")).toContainText("In another tab");
  await second.close();

  page.once("dialog", (question) => void question.accept());
  await page.reload();
  await release();
  await interruptedUpload(page, "disk.img").getByRole("button", { name: "Resume disk.img" }).click();
  await page.getByRole("dialog").getByLabel("Image file").setInputFiles(file.path);
  await expect(trayItem(page, "disk.img")).toContainText("Completed", { timeout: 60_000 });
  const images = new ServerImages(`http://127.0.0.1:${port}`, token);
  expect(await images.downloadedSha256("disk.img")).toBe(file.sha256);
  await context.close();
  await server.stop("SIGTERM");
});
