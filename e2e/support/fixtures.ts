import type { Page } from "@playwright/test";
import { uniqueName } from "./random-file";
import { createToken } from "./run-admin";
import { expect, test as base } from "./watched-browser";

interface Fixtures {
  /** An owner of the test's own, so that tests do not see each other's images. */
  owner: string;
  /** An operator's token of that owner. */
  operatorToken: string;
  /** A page signed in as that operator, showing the images. */
  signedInPage: Page;
}

export const test = base.extend<Fixtures>({
  owner: async ({}, use) => {
    await use(uniqueName("owner"));
  },
  operatorToken: async ({ owner }, use) => {
    await use(await createToken(owner, "operator"));
  },
  signedInPage: async ({ page, operatorToken, baseURL }, use) => {
    await openSignedIn(page, baseURL ?? "", operatorToken);
    // What says so was read by the page itself: from now on it takes keys and clicks.
    await expect(page.getByRole("heading", { name: "No images yet" })).toBeVisible();
    await use(page);
  },
});

export { expect };

/** Signs in the way a person does: token typed, button pressed. */
export async function signIn(page: Page, token: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("API token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
}

/** Signs in without the form, which has tests of its own, and shows the images. @param origin the dashboard's */
export async function openSignedIn(page: Page, origin: string, token: string): Promise<void> {
  const data = { provider: "sfcompute", token };
  const answer = await page.request.post(`${origin}/api/session`, { headers: { origin }, data });
  expect(answer.status(), await answer.text()).toBe(201);
  await page.goto(`${origin}/sfcompute/images`);
  await expect(page.getByRole("heading", { name: "Images", exact: true })).toBeVisible();
}
