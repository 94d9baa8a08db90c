import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { writeFileSync } from "node:fs";
import { expect, test } from "./support/fixtures";
import { chooseAction, chooseFiles, imageRow } from "./support/images-page";
import { ImagesApi } from "./support/images-api";

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

    test("axe finds nothing on the sign-in page", async ({ page }) => {
      await page.goto("/sign-in");
      await expect(page.getByLabel("API token")).toBeVisible();
      await expectAccessible(page);
    });
  });
}

async function expectAccessible(page: Page, except: string[] = []): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .disableRules(except)
    .analyze();
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }))).toEqual([]);
}
