import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/clouds";
import { chooseConnection, connectionSwitcher, showAllImages } from "./support/connection-switcher";
import { CYCLE_HUB } from "./support/fakes/cycle/cycle-fake";
import { imageRow } from "./support/images-page";

/** Signs in by the form that is open. */
async function fillSignIn(page: Page | Locator, token: string, fields: Record<string, string> = {}): Promise<void> {
  await page.getByLabel("API token").fill(token);
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("each provider is signed in to with its own fields, and a wrong one is told at its field", async ({
  page,
  user,
}) => {
  await page.goto("/sign-in");
  for (const name of ["SF Compute", "Linode", "Oxide"]) {
    await page.getByRole("radio", { name }).check();
    await expect(page.getByLabel("Hub ID")).toHaveCount(0);
  }
  await page.getByRole("radio", { name: "Cycle" }).check();
  await expect(page.getByLabel("API token")).toHaveAccessibleDescription(/API key of the hub/);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("API token")).toBeFocused();
  await expect(page.getByLabel("Hub ID")).toHaveAccessibleDescription(/Hub ID is missing\./);

  await fillSignIn(page, user, { "Hub ID": "0".repeat(24) });
  await expect(page.getByLabel("Hub ID")).toBeFocused();
  await expect(page.getByLabel("Hub ID")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Hub ID")).toHaveAccessibleDescription(/hub/i);
  await fillSignIn(page, user, { "Hub ID": CYCLE_HUB });
  await expect(page).toHaveURL(/\/cycle\/images$/);
  await expect(connectionSwitcher(page)).toHaveAccessibleName("Connection: Cycle");

  await chooseConnection(page, "Add connection");
  await expect(page.getByRole("heading", { name: "Add connection" })).toBeVisible();
  await page.getByRole("radio", { name: "Oxide" }).check();
  await fillSignIn(page, user);
  await expect(page).toHaveURL(/\/oxide\/images$/);
  await page.goto("/sign-in?provider=linode&add");
  await expect(page.getByRole("radio", { name: "Linode" })).toBeChecked();
  await fillSignIn(page, "invalid");
  await expect(page.getByRole("alert").filter({ hasText: /token/i })).toBeVisible();
  await fillSignIn(page, user);
  await expect(page).toHaveURL(/\/linode\/images$/);
});

test("a link to a connection that is not signed in leads to its sign-in, and back", async ({ page, user }) => {
  await page.goto("/cycle/images?q=web");
  await expect(page.getByRole("radio", { name: "Cycle" })).toBeChecked();
  await fillSignIn(page, user, { "Hub ID": CYCLE_HUB });
  await expect(page).toHaveURL(/\/cycle\/images\?q=web$/);
  await page.goto("/linode-2/images");
  await fillSignIn(page, user);
  await expect(page).toHaveURL(/\/linode-2\/images$/);
  await expect(imageRow(page, "web-base")).toBeVisible();
});

test("one goes from a connection to another by menu, keys and palette, and two of a provider are told apart", async ({
  page,
  user,
  signInTo,
}) => {
  await signInTo(page, "linode");
  await signInTo(page, "linode", { token: `${user}-too` });
  await signInTo(page, "oxide");
  await expect(connectionSwitcher(page)).toHaveAccessibleName("Connection: Oxide");
  await chooseConnection(page, `Linode · ${user}-too`);
  await expect(page).toHaveURL(/\/linode-2\/images$/);
  await expect(connectionSwitcher(page)).toHaveAccessibleName(`Connection: Linode · ${user}-too`);

  await connectionSwitcher(page).press("ArrowDown");
  const items = page.getByRole("menuitem");
  await expect(items.nth(0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.nth(2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/oxide\/images$/);

  await page.keyboard.press("Control+k");
  await page.keyboard.type(`go to linode · ${user}`);
  await page.getByRole("option", { name: `Go to Linode · ${user}`, exact: true }).click();
  await expect(page).toHaveURL(/\/linode\/images$/);
  await page.goto("/");
  await expect(page).toHaveURL(/\/all\/images$/);
});

test("a token that is refused is replaced in place, with what its provider asks for beside it", async ({
  page,
  user,
  signInTo,
}) => {
  await signInTo(page, "linode");
  let isRefused = true;
  await page.route("**/api/cycle/images?*", (route) => {
    const error = { code: "token_rejected", message: "Cycle does not accept this token.", requestId: "r" };
    return isRefused ? route.fulfill({ status: 401, json: { error } }) : route.continue();
  });
  // Refused from the first time on: a list that was read is not asked for again before its time.
  await signInTo(page, "cycle");
  await showAllImages(page);
  await expect(imageRow(page, "web-base")).toBeVisible();
  await page
    .getByRole("listitem")
    .filter({ hasText: /^Cycle/ })
    .getByRole("button", { name: "Sign in again" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog).toContainText("The API token for Cycle");
  await expect(dialog.getByLabel("Hub ID")).toHaveValue(CYCLE_HUB);
  isRefused = false;
  await fillSignIn(dialog, `${user}.new`);
  await expect(dialog).toHaveCount(0);
  await expect(imageRow(page, "nginx-1.29")).toBeVisible();
  await expect(page).toHaveURL(/\/all\/images$/);
});

test("signing out of one connection leaves the others, and of the last one leads to the sign-in page", async ({
  page,
  signInTo,
}) => {
  for (const cloud of ["linode", "oxide", "cycle"] as const) await signInTo(page, cloud);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/all\/images$/);
  await expect(page.getByText("Signed out of Cycle.")).toBeVisible();
  await expect(imageRow(page, "web-base")).toBeVisible();
  await expect(imageRow(page, "nginx-1.29")).toHaveCount(0);

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("menuitem", { name: "Sign out of Oxide" }).click();
  await expect(page).toHaveURL(/\/linode\/images$/);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/all/images?q=web");
  await expect(page).toHaveURL(/\/sign-in\?return=/);
});

test("what was read of a connection is gone with its sign-out, also where nothing else could be read", async ({
  page,
  signInTo,
}) => {
  for (const cloud of ["linode", "oxide", "cycle"] as const) await signInTo(page, cloud);
  const error = { code: "upstream_failed", message: "It failed.", requestId: "r" };
  await page.route(/\/api\/(linode|oxide)\/images\?/, (route) => route.fulfill({ status: 502, json: { error } }));
  await showAllImages(page);
  await expect(imageRow(page, "nginx-1.29")).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("menuitem", { name: "Sign out of Cycle" }).click();
  await expect(page.getByText("Signed out of Cycle.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "It failed." })).toHaveCount(2);
  await expect(imageRow(page, "nginx-1.29")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: "reduce" } as const);

    test("axe finds nothing where one signs in and where all images are", async ({ page, signInTo }) => {
      await page.goto("/sign-in?provider=cycle");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expectAccessible(page);
      await signInTo(page, "linode");
      await signInTo(page, "cycle");
      await page.route("**/api/linode/images?*", (route) => route.abort());
      await showAllImages(page);
      await expect(imageRow(page, "nginx-1.29")).toBeVisible();
      await expect(page.getByRole("listitem").filter({ hasText: /^Linode/ })).toBeVisible();
      await expectAccessible(page);
      await connectionSwitcher(page).click();
      await expect(page.getByRole("menuitem", { name: "Add connection" })).toBeVisible();
      // A menu that opens over the page belongs to its button, not to a landmark.
      await expectAccessible(page, ["region"]);
      await page.keyboard.press("Escape");
      await page.setViewportSize({ width: 360, height: 740 });
      await expectAccessible(page);
      await page.goto("/sign-in?add");
      await expect(page.getByRole("heading", { name: "Add connection" })).toBeVisible();
      await expectAccessible(page);
    });
  });
}
