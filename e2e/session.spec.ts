import type { Browser, Page } from "@playwright/test";
import { randomBytes } from "node:crypto";
import { expect, openSignedIn, test } from "./support/fixtures";
import { holdPartsFrom } from "./support/hold-parts";
import { ImagesApi } from "./support/images-api";
import { chooseFiles, imageRow, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";
import { freePort, StartCommand } from "./support/start-command";

const MIB = 1024 * 1024;

/** A server whose sign-ins end after so many idle seconds, with an image, and a page that is signed in to it. */
async function shortlyIdle(
  browser: Browser,
  { seconds, dataDirectory }: { seconds: number; dataDirectory: string },
): Promise<{ page: Page; token: string; close: () => Promise<void> }> {
  const port = String(await freePort());
  const token = randomBytes(32).toString("base64url");
  const server = new StartCommand({
    PORT: port,
    DATA_DIR: dataDirectory,
    EMBEDDED_ADMIN_TOKEN: token,
    SESSION_IDLE_HOURS: String(seconds / 3_600),
  });
  await server.printed(/is ready/);
  const origin = `http://127.0.0.1:${port}`;
  const made = await fetch(`${origin}/v2/images`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "kept.img" }),
  });
  expect(made.status).toBe(201);
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  await openSignedIn(page, origin, token);
  const close = async (): Promise<void> => {
    await context.close();
    await server.stop("SIGTERM");
  };
  return { page, token, close };
}

test(
  "whoever was away for too long hears so where they left off, and goes on from there with a token",
  { tag: "@waits" },
  async ({ browser }, testInfo) => {
    const dataDirectory = testInfo.outputPath("data");
    const { page, token, close } = await shortlyIdle(browser, { seconds: 15, dataDirectory });
    await page.getByRole("searchbox", { name: "Search images" }).fill("kept");
    await expect(page).toHaveURL(/q=kept/);
    await expect(imageRow(page, "kept.img")).toBeVisible();
    const before = page.url();
    await expect.poll(async () => (await page.context().cookies()).length, { timeout: 60_000 }).toBe(0);

    // As when somebody comes back to the tab.
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    const dialog = page.getByRole("dialog", { name: "Sign in again" });
    await expect(dialog).toContainText("You were signed out of Images API after 15 s without activity.");
    await dialog.getByLabel("API token").fill(token);
    await page.keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect(imageRow(page, "kept.img")).toBeVisible();
    expect(page.url()).toBe(before);
    await expect(page.getByRole("searchbox", { name: "Search images" })).toHaveValue("kept");
    expect(await page.context().cookies()).toHaveLength(1);
    await close();
  },
);

test(
  "a running upload keeps its sign-in alive although nobody is there",
  { tag: "@waits" },
  async ({ browser }, testInfo) => {
    const dataDirectory = testInfo.outputPath("data");
    const { page, close } = await shortlyIdle(browser, { seconds: 12, dataDirectory });
    const file = await writeRandomFile(testInfo.outputPath("disk.img"), 64 * MIB);
    const release = await holdPartsFrom(page, 3);
    await (await chooseFiles(page, [file.path])).getByRole("button", { name: "Start upload" }).click();
    await expect(trayItem(page, "disk.img")).toContainText("MiB of 64 MiB");

    // No more than one a tenth of the idle time, so a dozen of them take longer than it.
    let keptAlive = 0;
    page.on("response", (response) => {
      if (response.url().endsWith("/api/session/keep-alive") && response.status() === 204) keptAlive++;
    });
    await expect.poll(() => keptAlive, { timeout: 90_000 }).toBeGreaterThan(12);
    await release();
    await expect(imageRow(page, "disk.img")).toContainText("Completed", { timeout: 60_000 });
    await expect(page.getByRole("dialog", { name: "Sign in again" })).toHaveCount(0);
    await close();
  },
);

test("a sign-out is for all tabs: nothing is left to see, also by going back, and a stolen cookie opens nothing", async ({
  signedInPage: page,
  context,
  operatorToken,
  baseURL,
}) => {
  await new ImagesApi(operatorToken).createImage("secret.img");
  await page.reload();
  await expect(imageRow(page, "secret.img")).toBeVisible();
  const other = await context.newPage();
  await other.goto("/sfcompute/images");
  await expect(imageRow(other, "secret.img")).toBeVisible();
  const stolen = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(other).toHaveURL(/\/sign-in$/);
  expect(await context.cookies()).toEqual([]);
  for (const tab of [page, other]) {
    await tab.goBack();
    await tab.goForward();
    await tab.goBack();
    await expect(tab.getByText("secret.img")).toHaveCount(0);
    await tab.goto("/sfcompute/images");
    await expect(tab).toHaveURL(/\/sign-in\?return=/);
  }
  for (const path of ["/api/sfcompute/images", "/sfcompute/images", "/api/session"]) {
    const answer = await fetch(`${baseURL}${path}`, { headers: { cookie: stolen }, redirect: "manual" });
    expect([path, answer.status, (await answer.text()).includes("secret.img")]).toEqual([
      path,
      path === "/api/session" ? 200 : path.startsWith("/api") ? 401 : 307,
      false,
    ]);
  }
});

test("uploads outlive a sign-out: they wait for the next sign-in, in the same tab", async ({
  signedInPage: page,
  operatorToken,
}, testInfo) => {
  const file = await writeRandomFile(testInfo.outputPath("disk.img"), 64 * MIB);
  const release = await holdPartsFrom(page, 3);
  await (await chooseFiles(page, [file.path])).getByRole("button", { name: "Start upload" }).click();
  await expect(trayItem(page, "disk.img")).toContainText("MiB of 64 MiB");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign out now" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(trayItem(page, "disk.img")).toContainText("Waiting for a new token");
  await release();
  await page.getByLabel("API token").fill(operatorToken);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(imageRow(page, "disk.img")).toContainText("Completed", { timeout: 60_000 });
});
