import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/clouds";
import { chooseAction } from "./support/images-page";

async function createFromDisk(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Create image" }).click();
  await page.getByRole("menuitem", { name: "Create from a disk" }).click();
  const dialog = page.getByRole("dialog", { name: "Create an image from a disk" });
  await expect(dialog.getByRole("radio", { name: "web-1" })).toBeFocused();
  return dialog;
}

async function edit(page: Page, name: string): Promise<Locator> {
  await chooseAction(page, name, "Edit");
  const dialog = page.getByRole("dialog", { name: `Edit ${name}` });
  await expect(dialog.getByRole("textbox", { name: "Label" })).toBeFocused();
  return dialog;
}

test("what is wrong is told at its field when it is time, and sending leads to the first", async ({
  page,
  clouds: { linode },
  user,
  signInTo,
}) => {
  await signInTo(page, "linode");
  const dialog = await edit(page, "web-base");
  const label = dialog.getByRole("textbox", { name: "Label" });
  const tags = dialog.getByRole("textbox", { name: "Tags" });
  await label.fill("web/base");
  await expect(label).not.toHaveAttribute("aria-invalid", "true");
  await tags.focus();
  await expect(label).toHaveAccessibleDescription(/^Use letters, digits, spaces/);
  await label.fill("w".repeat(53));
  await expect(label).toHaveAccessibleDescription(/^At most 50 characters: 3 too many\./);
  await expect(dialog.getByText("53 of 50")).toBeVisible();

  await tags.fill("db, golden");
  await tags.press("Enter");
  await expect(dialog.getByRole("list", { name: "Tags" }).getByRole("listitem")).toHaveText(["web", "golden", "db"]);
  await expect(tags).toHaveAccessibleDescription(/^“db” has 2 characters/);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(label).toBeFocused();
  await label.fill("web-base-2");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(tags).toBeFocused();
  await tags.press("Backspace");
  await expect(tags).not.toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("web-base-2 is changed.")).toBeVisible();
  await expect(dialog).toBeHidden();
  expect(linode.imagesOf(user).find(({ label: name }) => name === "web-base-2")?.tags).toEqual(["web", "golden"]);
});

test("what the provider refuses is told at its field, and nothing is lost", async ({
  page,
  clouds: { linode },
  user,
  signInTo,
}) => {
  const image = linode.addImage(user, {
    label: "copied",
    regions: [
      { region: "us-iad", status: "available" },
      { region: "eu-central", status: "available" },
    ],
  });
  await signInTo(page, "linode");
  await chooseAction(page, "copied", "Replicate");
  const dialog = page.getByRole("dialog", { name: "Replicate copied" });
  const regions = dialog.getByRole("group", { name: "Regions" });
  await regions.getByRole("checkbox", { name: /us-iad/ }).uncheck();
  await regions.getByRole("checkbox", { name: /eu-central/ }).uncheck();
  await expect(regions).toHaveAccessibleDescription(/^Keep at least one region/);
  await regions.getByRole("checkbox", { name: /eu-central/ }).check();
  await expect(regions).toHaveAccessibleDescription("");

  // Meanwhile the one copy that was to be kept is lost.
  image.regions = [
    { region: "us-iad", status: "available" },
    { region: "eu-central", status: "pending" },
  ];
  await dialog.getByRole("button", { name: "Save regions" }).click();
  await expect(regions).toHaveAccessibleDescription(/^Keep at least one region/);
  await expect(regions.getByRole("checkbox", { name: /eu-central/ })).toBeChecked();
  await regions.getByRole("checkbox", { name: /us-iad/ }).check();
  await dialog.getByRole("button", { name: "Save regions" }).click();
  await expect(dialog).toBeHidden();
});

test("an error that no field explains stays in the dialog, with everything that was entered", async ({
  page,
  clouds: { linode },
  user,
  signInTo,
}) => {
  linode.addImage(user, { label: "fail-500-at-edit" });
  await signInTo(page, "linode");
  const dialog = await edit(page, "fail-500-at-edit");
  await dialog.getByRole("textbox", { name: "Description" }).fill("Two\nlines");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("That did not work");
  await expect(dialog.getByRole("textbox", { name: "Description" })).toHaveValue("Two\nlines");
});

test("fields follow from a choice, and what was typed stays", async ({ page, signInTo }) => {
  await signInTo(page, "linode");
  const dialog = await createFromDisk(page);
  await expect(dialog.getByRole("group", { name: "Disk" })).toHaveCount(0);
  await dialog.getByRole("textbox", { name: "Label" }).fill("golden");
  await dialog.getByRole("radio", { name: "db-1" }).check();
  const disks = dialog.getByRole("group", { name: "Disk" });
  await expect(disks.getByRole("radio", { name: "Data" })).toBeChecked();
  await expect(disks.getByRole("radio", { name: "Scratch" })).toBeDisabled();
  await expect(disks.getByText("Linode reports this disk as not ready.")).toBeVisible();
  await dialog.getByRole("radio", { name: "web-1" }).check();
  await expect(disks.getByRole("radio", { name: "Debian 12 Disk" })).toBeChecked();
  await expect(dialog.getByRole("textbox", { name: "Label" })).toHaveValue("golden");
});

test("what was entered is not thrown away by a slip of the hand", async ({ page, signInTo }) => {
  await signInTo(page, "linode");
  const untouched = await createFromDisk(page);
  await page.keyboard.press("Escape");
  await expect(untouched).toBeHidden();
  await expect(page.getByRole("button", { name: "Create image" })).toBeFocused();

  const dialog = await createFromDisk(page);
  const label = dialog.getByRole("textbox", { name: "Label" });
  await label.fill("golden");
  await page.keyboard.press("Escape");
  await expect(dialog.getByText("Discard what you entered?")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Keep editing" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(label).toBeFocused();
  await expect(label).toHaveValue("golden");
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();
});

test("a keyboard does it all", async ({ page, clouds: { linode }, user, signInTo }) => {
  await signInTo(page, "linode");
  await page.getByRole("button", { name: "Create image" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Create from a disk" })).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Create an image from a disk" });
  await expect(dialog.getByRole("radio", { name: "web-1" })).toBeFocused();
  await page.keyboard.press("Space");
  await expect(dialog.getByRole("radio", { name: "Debian 12 Disk" })).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("radio", { name: "Debian 12 Disk" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type("by keys");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Linode is making by keys.")).toBeVisible();
  await expect(dialog).toBeHidden();
  expect(linode.imagesOf(user).at(-1)?.label).toBe("by keys");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("axe finds nothing in the dialogs of actions", async ({ page, signInTo }) => {
      await signInTo(page, "linode");
      const create = await createFromDisk(page);
      await create.getByRole("radio", { name: "web-1" }).check();
      await expect(create.getByRole("radio", { name: "Debian 12 Disk" })).toBeChecked();
      await expectAccessible(page);
      await create.getByRole("button", { name: "Cancel" }).click();

      const editing = await edit(page, "web-base");
      await editing.getByRole("textbox", { name: "Label" }).fill("");
      await editing.getByRole("textbox", { name: "Tags" }).fill("x,");
      await editing.getByRole("button", { name: "Save" }).click();
      await expect(editing.getByText("Fill this in.")).toBeVisible();
      await expectAccessible(page);
      await editing.getByRole("button", { name: "Cancel" }).click();

      await chooseAction(page, "web-base", "Replicate");
      const replicate = page.getByRole("dialog", { name: "Replicate web-base" });
      await expect(replicate.getByRole("checkbox").first()).toBeFocused();
      await expectAccessible(page);
      await replicate.getByRole("button", { name: "Cancel" }).click();

      await chooseAction(page, "web-base", "View details");
      await expect(page.getByRole("complementary", { name: "Details of web-base" })).toContainText("eu-central");
      await expectAccessible(page);
    });
  });
}
