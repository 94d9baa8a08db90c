import type { Page } from "@playwright/test";
import { openPalette, openPanel } from "@/bench/list/steps";
import type { Crowd } from "@/bench/list/stage";
import { selectImages } from "@/e2e/support/images-page";
import { takePicture } from "./take";

/** What a picture is of, and how the page gets there. */
export interface Scene {
  name: string;
  whose: "some" | "many" | "nobody";
  dark?: boolean;
  width?: number;
  show: (page: Page, crowd: Crowd) => Promise<unknown>;
}

const PHONE_WIDTH = 360;

export const SCENES: readonly Scene[] = [
  { name: "list-light", whose: "some", show: (page) => rows(page) },
  { name: "list-dark", whose: "some", dark: true, show: (page) => rows(page) },
  { name: "list-360", whose: "some", width: PHONE_WIDTH, show: (page) => rows(page) },
  { name: "list-10000", whose: "many", show: showSearch },
  { name: "empty", whose: "nobody", show: (page) => page.getByText("No images yet").waitFor() },
  { name: "error", whose: "some", show: showError },
  { name: "panel", whose: "some", show: openPanel },
  { name: "palette", whose: "some", dark: true, show: showPalette },
  { name: "bulk-delete", whose: "some", show: showBulkDelete },
];

export async function paint({ name, show }: Scene, page: Page, crowd: Crowd): Promise<void> {
  await page.goto(crowd.url);
  await show(page, crowd);
  // Panels and fonts that come a moment later.
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await takePicture(page, name);
}

async function rows(page: Page): Promise<void> {
  await page.getByRole("table", { name: "Images" }).getByRole("link").first().waitFor();
}

/** Every row is read, and some of them are asked for, largest first. */
async function showSearch(page: Page, { names }: Crowd): Promise<void> {
  await page.getByText(`${names.length.toLocaleString("en")} images`, { exact: true }).waitFor({ timeout: 60_000 });
  await page.getByRole("searchbox", { name: "Search images" }).fill("ubuntu");
  await page.getByRole("columnheader", { name: "Size" }).getByRole("button").click();
}

/** The line is gone, and somebody asks for news. */
async function showError(page: Page): Promise<void> {
  await rows(page);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.getByRole("alert").filter({ hasText: "could not be" }).waitFor();
}

async function showPalette(page: Page): Promise<void> {
  await rows(page);
  await openPalette(page);
  await page.keyboard.type("talos");
}

/** Three are deleted; a fourth was meanwhile deleted by somebody else. */
async function showBulkDelete(page: Page, { names, ids, token, url }: Crowd): Promise<void> {
  await rows(page);
  const chosen = names.slice(6, 10);
  await selectImages(page, chosen);
  await page.getByRole("button", { name: "Delete…" }).click();
  await fetch(`${new URL(url).origin}/v2/images/${ids[7] ?? ""}`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${token}` },
  });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Delete \d+ images$/ }).click();
  await dialog.getByRole("button", { name: "Done" }).waitFor();
}
