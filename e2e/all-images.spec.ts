import { expect, test } from "./support/clouds";
import { showAllImages } from "./support/connection-switcher";
import { chooseAction, imageRow, selectImages } from "./support/images-page";

test("All images shows those of four providers together, and finds, sorts and opens them", async ({
  page,
  user,
  clouds,
  signInTo,
}) => {
  await clouds.sfcompute.addImage({ account: user, name: "h100-node" });
  for (const cloud of ["sfcompute", "linode", "oxide", "cycle"] as const) await signInTo(page, cloud);
  await showAllImages(page);
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
  await showAllImages(page);
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
  await showAllImages(page);
  const line = page.getByRole("listitem").filter({ hasText: "Linode failed." });
  await expect(line).toBeVisible();
  await expect(imageRow(page, "nginx-1.29")).toBeVisible();
  await expect(page.getByText(/^\d+ images so far$/)).toBeVisible();
  isDown = false;
  await line.getByRole("button", { name: "Try again" }).click();
  await expect(imageRow(page, "web-base")).toBeVisible();
  await expect(line).toHaveCount(0);
});

test("deleted images are offered only where a provider has any", async ({ page, signInTo }) => {
  const deleted = page.getByRole("button", { name: "Show deleted" });
  await signInTo(page, "linode");
  await page.goto("/linode/images?deleted=true");
  await expect(imageRow(page, "web-base")).toBeVisible();
  await expect(deleted).toHaveCount(0);
  await signInTo(page, "cycle");
  await expect(deleted).toBeVisible();
  await showAllImages(page);
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
  await showAllImages(page);
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
