import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { HttpsServer, passOn, type Exchange } from "./support/https-server";
import { freePort, StartCommand } from "./support/start-command";

test.use({ ignoreHTTPSErrors: true });

const TOKEN = randomBytes(32).toString("base64url");

/** All that a page can send to another one's server without being asked; what it could read of the answers. */
async function attack(page: Page, dashboard: string): Promise<string[]> {
  const attempts = [
    ["GET", "/api/session", "cors"],
    ["GET", "/api/sfcompute/images", "cors"],
    ["GET", "/api/sfcompute/images", "no-cors"],
    ["GET", "/sfcompute/images", "no-cors"],
    ["POST", "/api/session", "cors"],
    ["POST", "/api/session", "no-cors"],
    ["POST", "/api/session/keep-alive", "cors"],
    ["POST", "/api/session/keep-alive", "no-cors"],
    ["POST", "/api/sfcompute/images", "no-cors"],
    ["DELETE", "/api/session/sfcompute", "cors"],
  ] as const;
  return page.evaluate(
    async ({ all, origin, token }) => {
      const read: string[] = [document.cookie];
      for (const [method, path, mode] of all) {
        const body = method === "POST" ? JSON.stringify({ provider: "sfcompute", token, name: "planted" }) : null;
        try {
          const answer = await fetch(origin + path, { method, mode, body, credentials: "include" });
          read.push(await answer.text());
        } catch {
          // Refused by the browser.
        }
      }
      // A form is sent without any question, and takes its cookies along where they may go.
      const frame = Object.assign(document.createElement("iframe"), { name: "answer" });
      const form = Object.assign(document.createElement("form"), {
        method: "post",
        action: `${origin}/api/session/keep-alive`,
        target: "answer",
      });
      document.body.append(frame, form);
      const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
      form.submit();
      await loaded;
      return read.filter((text) => text !== "");
    },
    { all: attempts, origin: dashboard, token: TOKEN },
  );
}

test("over https the cookie is the host's own, and no other site reads with it, sends it, or changes anything", async ({
  page,
  context,
}, testInfo) => {
  const certificates = testInfo.outputPath("certificates");
  await mkdir(certificates, { recursive: true });
  const books: Exchange[] = [];
  const port = await freePort();
  const proxy = await HttpsServer.start(
    certificates,
    passOn(() => `http://127.0.0.1:${port}`, books),
  );
  const others = await HttpsServer.start(certificates, (_asked, answer) => {
    answer.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Elsewhere</title>");
  });
  const dashboard = `https://127.0.0.1:${proxy.port}`;
  const server = new StartCommand({
    PORT: String(port),
    PUBLIC_URL: dashboard,
    DATA_DIR: testInfo.outputPath("data"),
    EMBEDDED_ADMIN_TOKEN: TOKEN,
  });
  await server.printed(/is ready/);

  await page.goto(`${dashboard}/sign-in`);
  await page.getByLabel("API token").fill(TOKEN);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
  const cookies = await context.cookies();
  expect(cookies).toEqual([
    expect.objectContaining({
      name: "__Host-images-connection-sfcompute",
      domain: "127.0.0.1",
      path: "/",
      secure: true,
      httpOnly: true,
      sameSite: "Strict",
    }),
  ]);
  const inTwelveHours = Date.now() / 1000 + 12 * 3_600;
  expect(Math.abs((cookies[0]?.expires ?? 0) - inTwelveHours)).toBeLessThan(600);
  expect(await page.evaluate(() => document.cookie)).toBe("");
  await expect.poll(() => books.some(({ path }) => path === "/api/session/keep-alive")).toBe(true);

  // Two names of this machine are two sites; another port is the same site, but another origin.
  for (const { origin, isSameSite } of [
    { origin: `https://localhost:${others.port}`, isSameSite: false },
    { origin: `https://127.0.0.1:${others.port}`, isSameSite: true },
  ]) {
    const attacker = await context.newPage();
    await attacker.goto(origin);
    books.length = 0;
    expect(await attack(attacker, dashboard), origin).toEqual([]);
    const sent = books.filter(({ headers }) => headers["sec-fetch-site"] === (isSameSite ? "same-site" : "cross-site"));
    expect(sent.length, origin).toBeGreaterThanOrEqual(9);
    if (!isSameSite) expect(sent.filter(({ headers }) => headers.cookie !== undefined)).toEqual([]);
    const changing = sent.filter(({ method }) => method !== "GET" && method !== "OPTIONS");
    expect(changing.length, origin).toBeGreaterThanOrEqual(5);
    expect(changing.filter(({ status }) => status !== 403)).toEqual([]);
    await attacker.close();
  }
  expect(await context.cookies()).toMatchObject(cookies.map(({ name, value }) => ({ name, value })));
  await page.reload();
  await expect(page.getByRole("heading", { name: "No images yet" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${dashboard}/sign-in`);
  expect(await context.cookies()).toEqual([]);
  await server.stop("SIGTERM");
  await Promise.all([proxy.close(), others.close()]);
});
