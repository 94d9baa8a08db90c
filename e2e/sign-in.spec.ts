import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./support/fixtures";
import { ImagesApi } from "./support/images-api";
import { imageRow } from "./support/images-page";
import { createToken } from "./support/run-admin";

test("a wrong token is refused with a sentence, and the page stays", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("API token").fill("images_this-is-not-a-token");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /token/i })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("until the page's scripts run, the form keeps the token to itself", async ({ page }) => {
  // Scripts that never arrive: a page on a slow line.
  await page.route(/_next\/static\/.*\.js/, () => {});
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByLabel("API token").fill("images_secret");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
  await page.getByLabel("API token").press("Enter");
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(page.getByLabel("API token")).toHaveValue("images_secret");
});

test("a link with the token in its fragment signs in and leaves no trace of it", async ({ page, operatorToken }) => {
  await page.goto(`/sign-in#token=${operatorToken}`);
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
  expect(page.url()).not.toContain(operatorToken);
  await page.goBack();
  expect(page.url()).not.toContain(operatorToken);
});

test("a sign-in link opened on the sign-in page itself signs in as well", async ({ page, operatorToken }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  await page.goto(`/sign-in#token=${operatorToken}`);
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
  expect(page.url()).not.toContain(operatorToken);
});

test("a link on another site leads to the page it names", async ({ signedInPage: page, operatorToken, baseURL }) => {
  const id = await new ImagesApi(operatorToken).createImage("linked.img");
  await followFromElsewhere(page, `${baseURL}/sfcompute/images/${id}`);
  await expect(page.getByRole("heading", { name: "linked.img" })).toBeVisible();
});

test("a sign-in link on another site signs in", async ({ page, operatorToken, baseURL }) => {
  await followFromElsewhere(page, `${baseURL}/sign-in#token=${operatorToken}`);
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
});

test("no answer of the server holds the token, and no address does", async ({ page, operatorToken }) => {
  const seen: Promise<string>[] = [];
  page.on("response", (response) => {
    const body = response.text().catch(() => "");
    seen.push(body.then((text) => `${response.url()} ${JSON.stringify(response.headers())} ${text}`));
  });
  await signIn(page, operatorToken);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
  const answers = await Promise.all(seen);
  expect(answers.some((answer) => answer.includes("/api/session"))).toBe(true);
  expect(answers.filter((answer) => answer.includes(operatorToken))).toEqual([]);
});

test("the token is neither in the page nor in the browser's storage", async ({ signedInPage: page, operatorToken }) => {
  const seen = await page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
    ]),
  );
  expect(seen).not.toContain(operatorToken);
  const cookies = await page.context().cookies();
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });
    expect(cookie.value).not.toContain(operatorToken);
  }
});

test("one sees which account one is, and signs out", async ({ signedInPage: page, owner }) => {
  await expect(page.getByText(`Signed in as ${owner}. Role: operator`)).toBeAttached();
  // With one provider and one connection there is nothing to switch to.
  await expect(page.getByRole("banner").getByRole("button", { name: /Connection/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/sfcompute/images");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a viewer sees images but can neither upload nor delete, and is told why", async ({
  page,
  owner,
  operatorToken,
}) => {
  await new ImagesApi(operatorToken).createImage("seen.img");
  await signIn(page, await createToken(owner, "viewer"));
  await expect(imageRow(page, "seen.img")).toBeVisible();
  const upload = page.getByRole("button", { name: "Upload images" });
  await expect(upload).toBeDisabled();
  await upload.hover();
  await expect(page.getByRole("tooltip")).toContainText("not upload any. Sign in with an operator's token.");
  await page.getByRole("button", { name: "Actions for seen.img" }).click();
  const remove = page.getByRole("menuitem", { name: "Delete" });
  await expect(remove).toBeDisabled();
  await expect(remove).toHaveAccessibleDescription(/Sign in with an operator's token/);
});

/** Clicks a link to `url` on a page of another site. */
async function followFromElsewhere(page: Page, url: string): Promise<void> {
  await page.route("http://chat.example/", (route) =>
    route.fulfill({ contentType: "text/html", body: `<a href="${url}">linked</a>` }),
  );
  await page.goto("http://chat.example/");
  await page.getByRole("link", { name: "linked" }).click();
}
