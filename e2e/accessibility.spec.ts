import type { Locator } from "@playwright/test";
import { writeFileSync } from "node:fs";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { holdPartsFrom } from "./support/hold-parts";
import { ImagesApi } from "./support/images-api";
import { chooseAction, chooseFiles, imageRow, interruptedUpload, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";
import { revokeTokens } from "./support/run-admin";

const MIB = 1024 * 1024;

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: "reduce" } as const);

    test("axe finds nothing on the pages and in the dialogs", async ({
      signedInPage: page,
      operatorToken,
    }, testInfo) => {
      await expectAccessible(page);

      const path = testInfo.outputPath("disk.img");
      writeFileSync(path, "bytes");
      const upload = await chooseFiles(page, [path]);
      await expectAccessible(page);
      await upload.getByRole("button", { name: "Start upload" }).click();
      await expect(imageRow(page, "disk.img")).toContainText("Completed");
      await new ImagesApi(operatorToken).createImage("waiting.img");
      await page.reload();
      await expect(imageRow(page, "waiting.img")).toBeVisible();
      await expectAccessible(page);

      await page.getByRole("button", { name: "Actions for waiting.img" }).click();
      await expect(page.getByRole("menuitem", { name: "Delete" })).toBeVisible();
      // A menu that opens over the page belongs to its button, not to a landmark.
      await expectAccessible(page, ["region"]);
      await page.keyboard.press("Escape");

      await chooseAction(page, "disk.img", "Delete");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");

      await chooseAction(page, "disk.img", "View details");
      await expect(page.getByRole("heading", { name: "disk.img" })).toBeVisible();
      await expectAccessible(page);
    });

    test("axe finds nothing in the list's tools, the panel, the palette and the keys", async ({
      signedInPage: page,
      operatorToken,
    }, testInfo) => {
      const api = new ImagesApi(operatorToken);
      await Promise.all(["one.img", "two.img"].map((name) => api.createCompleted(name, "bytes")));
      await page.reload();
      await expect(imageRow(page, "one.img")).toBeVisible();
      for (const name of ["Status", "View"]) {
        await page.getByRole("button", { name, exact: true }).first().press("Enter");
        await expect(page.getByRole("dialog", { name })).toBeVisible();
        // axe does not know the browser's top layer: it takes the list behind for something that lies above.
        await expectAccessible(page, ["region", "target-size"]);
        await expectLargeChoices(page.getByRole("dialog", { name }));
        await page.keyboard.press("Escape");
      }

      await page.getByRole("checkbox", { name: "Select all shown" }).press("Space");
      const toolbar = page.getByRole("toolbar", { name: "Selected images" });
      await expectAccessible(page);
      for (const action of [/^Delete/, /^Copy links/]) {
        await toolbar.getByRole("button", { name: action }).press("Enter");
        await expect(page.getByRole("dialog")).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toHaveCount(0);
      }

      await imageRow(page, "one.img").press("Enter");
      await expect(page.getByRole("complementary")).toBeVisible();
      await expectAccessible(page);

      await page.keyboard.press("Control+k");
      await expect(page.getByRole("dialog", { name: "Command palette" })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");

      const paths = ["unknown.img", "packed.img.gz"].map((name) => testInfo.outputPath(name));
      for (const path of paths) writeFileSync(path, path.endsWith(".gz") ? Buffer.from("1f8b0800", "hex") : "bytes");
      await chooseFiles(page, paths);
      await expect(page.getByRole("textbox", { name: "Name for packed.img.gz" })).toBeVisible();
      await expectAccessible(page);
    });

    test("axe finds nothing where an upload was interrupted and where a new token is asked for", async ({
      signedInPage: page,
      owner,
    }, testInfo) => {
      const paths = ["disk.img", "other.img"].map((name) => testInfo.outputPath(name));
      await Promise.all(paths.map((path, index) => writeRandomFile(path, (40 + index) * MIB)));
      const [disk = "", other = ""] = paths;
      await holdPartsFrom(page, 1);
      await (await chooseFiles(page, [disk])).getByRole("button", { name: "Start upload" }).click();
      await page.getByRole("button", { name: "Pause disk.img" }).click();
      await expect(imageRow(page, "disk.img")).toBeVisible();
      await page.reload();

      await page.getByRole("button", { name: "Discard disk.img" }).click();
      await expect(page.getByRole("dialog", { name: "Discard disk.img?" })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expectAccessible(page);

      await interruptedUpload(page, "disk.img").getByRole("button", { name: "Resume disk.img" }).click();
      const dialog = page.getByRole("dialog", { name: "Choose the file again" });
      await dialog.getByLabel("Image file").setInputFiles(other);
      await expect(dialog.getByRole("alert")).toContainText("different file");
      await expectAccessible(page);

      await revokeTokens(owner);
      await dialog.getByLabel("Image file").setInputFiles(disk);
      await expect(page.getByRole("dialog", { name: "Sign in again" })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(trayItem(page, "disk.img")).toContainText("Waiting for a new token");
      await expectAccessible(page);
    });

    test("axe finds nothing on the sign-in page", async ({ page }) => {
      await page.goto("/sign-in");
      await expect(page.getByLabel("API token")).toBeVisible();
      await expectAccessible(page);
    });
  });
}

/** Each choice is 24 px high at least, and nothing else takes its clicks (WCAG 2.5.8). */
async function expectLargeChoices(dialog: Locator): Promise<void> {
  for (const choice of await dialog.getByRole("checkbox").all()) {
    await choice.click({ trial: true });
    expect((await choice.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  }
}
