import { expect, test } from "./support/clouds";
import { chooseAction, imageRow, trayItem } from "./support/images-page";
import { uploadInParts } from "./support/upload-in-parts";

test.use({ sfcomputePrefix: "/preview/v2" });

test("SF Compute's preview: sign in with a workspace, see its images alone, and revoke one", async ({
  page,
  clouds: { sfcompute },
  user,
}) => {
  await sfcompute.addImage({ account: user, name: "of-research", workspace: "research" });
  await sfcompute.addImage({ account: user, name: "of-production", workspace: "production" });
  await page.goto("/sign-in?provider=sfcompute");
  await page.getByLabel("API token").fill(user);
  await page.getByLabel("Workspace").fill("research");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(imageRow(page, "of-research")).toBeVisible();
  await expect(imageRow(page, "of-production")).toHaveCount(0);

  await chooseAction(page, "of-research", "Revoke");
  const dialog = page.getByRole("dialog", { name: "Revoke of-research?" });
  await expect(dialog).toContainText("This cannot be taken back.");
  await dialog.getByRole("button", { name: "Revoke image" }).click();
  await expect(imageRow(page, "of-research")).toContainText(/revoked/i);
  expect(sfcompute.imageNamed(user, "of-research")).toMatchObject({ status: "revoked" });
});

test("SF Compute's preview: a new image is made in the workspace", async ({
  page,
  clouds: { sfcompute },
  user,
  signInTo,
}, testInfo) => {
  await signInTo(page, "sfcompute", { settings: { workspace: "production" } });
  const file = await uploadInParts(page, "disk", testInfo);
  await expect(trayItem(page, "disk")).toContainText("Completed");
  const image = sfcompute.imageNamed(user, "disk");
  expect(image).toMatchObject({ status: "completed", workspace: "production", sha256: file.sha256 });
  await chooseAction(page, "disk", "View details");
  await expect(page.getByRole("complementary", { name: "Details of disk" })).toContainText("production");
});
