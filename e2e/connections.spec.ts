import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/clouds";
import { CYCLE_HUB } from "./support/fakes/cycle/cycle-fake";
import { chooseAction, imageRow, selectImages } from "./support/images-page";

const switcher = (page: Page) => page.getByRole("button", { name: /^Connection: / });

async function choose(page: Page, item: string): Promise<void> {
  await switcher(page).click();
  await page.getByRole("menuitem", { name: item }).click();
}

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
  await expect(switcher(page)).toHaveAccessibleName("Connection: Cycle");

  await choose(page, "Add connection");
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
  await expect(switcher(page)).toHaveAccessibleName("Connection: Oxide");
  await choose(page, `Linode · ${user}-too`);
  await expect(page).toHaveURL(/\/linode-2\/images$/);
  await expect(switcher(page)).toHaveAccessibleName(`Connection: Linode · ${user}-too`);

  await switcher(page).press("ArrowDown");
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

test("All images shows those of four providers together, and finds, sorts and opens them", async ({
  page,
  user,
  clouds,
  signInTo,
}) => {
  await clouds.sfcompute.addImage({ account: user, name: "h100-node" });
  for (const cloud of ["sfcompute", "linode", "oxide", "cycle"] as const) await signInTo(page, cloud);
  await choose(page, "All images");
  await expect(page.getByRole("heading", { name: "All images" })).toBeVisible();
  const found: readonly (readonly [string, string])[] = [
    ["h100-node", "SF Compute"],
    ["web-base", "Linode"],
    ["gateway", "Oxide"],
    ["nginx-1.29", "Cycle"],
  ];
  for (const [name, provider] of found) await expect(imageRow(page, name)).toContainText(provider);
  await expect(page.getByText(/^\d+ images$/)).toBeVisible();

  // By a tag of Linode's and by a description of Oxide's.
  const search = page.getByRole("searchbox", { name: "Search images" });
  await search.fill("golden");
  await expect(page.getByText(/^1 of \d+ images$/)).toBeVisible();
  await search.fill("runs jobs");
  await expect(imageRow(page, "build-runner")).toBeVisible();
  await search.fill("");

  await page.getByRole("button", { name: "Provider", exact: true }).first().click();
  await page.getByRole("dialog", { name: "Provider" }).getByRole("checkbox", { name: "Linode" }).check();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/from=linode/);
  await expect(imageRow(page, "gateway")).toHaveCount(0);
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await page.getByRole("columnheader", { name: "Provider" }).getByRole("button").click();
  await expect(page.getByRole("table", { name: "Images" }).getByRole("row").nth(1)).toContainText("Cycle");

  await page.getByRole("link", { name: "web-base" }).click();
  await expect(page).toHaveURL(/image=linode\/private~\d+/);
  await expect(page.getByRole("complementary", { name: "Details of web-base" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("complementary", { name: "Details of web-base" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("build-runner");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Details of build-runner" })).toBeVisible();
});

test("images of several providers are deleted one by one and together, each by its own", async ({
  page,
  user,
  clouds,
  signInTo,
}) => {
  clouds.linode.addImage(user, { label: "old-linode" });
  clouds.linode.addImage(user, { label: "old-single" });
  clouds.cycle.addImage(user, "old-cycle");
  await signInTo(page, "linode");
  await signInTo(page, "cycle");
  await choose(page, "All images");
  await chooseAction(page, "old-single", "Delete");
  await page.getByRole("dialog").getByRole("button", { name: "Delete image" }).click();
  await expect(imageRow(page, "old-single")).toHaveCount(0);

  await selectImages(page, ["old-linode", "old-cycle"]);
  await page.getByRole("toolbar", { name: "Selected images" }).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete 2 images" }).click();
  await expect(page.getByRole("heading", { name: "2 images deleted" })).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(imageRow(page, "old-linode")).toHaveCount(0);
  expect(clouds.linode.imagesOf(user).map(({ label }) => label)).not.toContain("old-linode");
});

test("what fails for one provider is a line that helps, and the others are there", async ({ page, signInTo }) => {
  await signInTo(page, "linode");
  await signInTo(page, "cycle");
  let isDown = true;
  await page.route("**/api/linode/images?*", (route) => {
    const error = { code: "upstream_failed", message: "Linode failed.", requestId: "r" };
    return isDown ? route.fulfill({ status: 502, json: { error } }) : route.continue();
  });
  await choose(page, "All images");
  const line = page.getByRole("listitem").filter({ hasText: "Linode failed." });
  await expect(line).toBeVisible();
  await expect(imageRow(page, "nginx-1.29")).toBeVisible();
  await expect(page.getByText(/^\d+ images so far$/)).toBeVisible();
  isDown = false;
  await line.getByRole("button", { name: "Try again" }).click();
  await expect(imageRow(page, "web-base")).toBeVisible();
  await expect(line).toHaveCount(0);
});

test("a token that is refused is replaced in place, with what its provider asks for beside it", async ({
  page,
  user,
  signInTo,
}) => {
  await signInTo(page, "linode");
  await signInTo(page, "cycle");
  let isRefused = true;
  await page.route("**/api/cycle/images?*", (route) => {
    const error = { code: "token_rejected", message: "Cycle does not accept this token.", requestId: "r" };
    return isRefused ? route.fulfill({ status: 401, json: { error } }) : route.continue();
  });
  await choose(page, "All images");
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
  await choose(page, "All images");
  await expect(imageRow(page, "nginx-1.29")).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("menuitem", { name: "Sign out of Cycle" }).click();
  await expect(page.getByText("Signed out of Cycle.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "It failed." })).toHaveCount(2);
  await expect(imageRow(page, "nginx-1.29")).toHaveCount(0);
});

test("deleted images are offered only where a provider has any", async ({ page, signInTo }) => {
  const deleted = page.getByRole("button", { name: "Show deleted" });
  await signInTo(page, "linode");
  await page.goto("/linode/images?deleted=true");
  await expect(imageRow(page, "web-base")).toBeVisible();
  await expect(deleted).toHaveCount(0);
  await signInTo(page, "cycle");
  await expect(deleted).toBeVisible();
  await choose(page, "All images");
  await expect(deleted).toBeVisible();
});

test("a list is narrowed to a project by its address, and the columns that have something are offered", async ({
  page,
  signInTo,
}) => {
  await signInTo(page, "oxide");
  await page.getByRole("button", { name: "Project", exact: true }).click();
  await page.getByRole("radio", { name: "builds" }).check();
  await page.keyboard.press("Escape");
  await expect(imageRow(page, "gateway")).toHaveCount(0);
  await expect(imageRow(page, "build-runner")).toBeVisible();
  await expect(page).toHaveURL(/scope=/);
  await expect(page.getByRole("button", { name: "Project: builds" })).toBeVisible();
  await page.reload();
  await expect(imageRow(page, "build-runner")).toBeVisible();
  await expect(imageRow(page, "gateway")).toHaveCount(0);

  await page.getByRole("button", { name: "View" }).click();
  const view = page.getByRole("dialog", { name: "View" });
  await expect(view.getByRole("checkbox", { name: "Regions" })).toHaveCount(0);
  await view.getByRole("checkbox", { name: "OS" }).check();
  await page.keyboard.press("Escape");
  await expect(imageRow(page, "build-runner")).toContainText("Debian 12");
});

test("an upload from the page of all images asks first where it goes, and what makes images is offered by provider", async ({
  page,
  signInTo,
}) => {
  await signInTo(page, "oxide");
  await signInTo(page, "cycle");
  await choose(page, "All images");
  await page.getByRole("button", { name: "Upload images" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Oxide");
  await expect(dialog.getByRole("button", { name: /Cycle/ })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("button", { name: /Oxide/ }).click();
  await expect(page.getByLabel("Image files")).toBeAttached();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Create image" }).click();
  for (const name of ["Oxide", "Cycle"]) await expect(page.getByRole("group", { name })).toBeVisible();
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
      await choose(page, "All images");
      await expect(imageRow(page, "nginx-1.29")).toBeVisible();
      await expect(page.getByRole("listitem").filter({ hasText: /^Linode/ })).toBeVisible();
      await expectAccessible(page);
      await switcher(page).click();
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
