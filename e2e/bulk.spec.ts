import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { promisify } from "node:util";
import type { Locator, Page } from "@playwright/test";
import { z } from "zod";
import { expect, test } from "./support/fault-fixtures";
import { ImagesApi } from "./support/images-api";
import { imageRow, selectImages } from "./support/images-page";

const execute = promisify(execFile);

const linksSchema = z.array(
  z.object({ name: z.string(), sha256: z.string(), sizeBytes: z.number(), url: z.url(), expiresAt: z.iso.datetime() }),
);

/** What the dashboard answers for an image that something still uses. */
const IN_USE = JSON.stringify({
  error: { code: "conflict", message: "A node boots from it.", requestId: "request-1" },
});

function resultOf(dialog: Locator, name: string): Locator {
  return dialog.getByRole("listitem").filter({ hasText: name });
}

async function choose(page: Page, action: "Delete…" | "Copy links…"): Promise<Locator> {
  await page.getByRole("button", { name: action }).click();
  return page.getByRole("dialog");
}

test("several images are deleted politely, each result is told, and Undo takes them back", async ({
  page,
  server,
  name,
}) => {
  const api = new ImagesApi(server.token, server.pages.origin);
  const names = ["kept", "gone", "limited", "plain"].map((word) => `${name}-${word}`);
  const [kept = "", gone = "", limited = "", plain = ""] = names;
  const ids = await Promise.all(names.map((each) => api.createCompleted(each, each)));
  await page.reload();
  await selectImages(page, names);
  const dialog = await choose(page, "Delete…");
  await expect(dialog).toHaveAccessibleName("Delete 4 images?");
  await expect(dialog.getByRole("listitem")).toHaveCount(4);
  await expect(resultOf(dialog, kept)).toContainText("Completed");

  await api.deleteImage(ids[1] ?? "");
  const answer = { status: 409, headers: { "content-type": "application/json" }, body: IN_USE };
  server.pages.inject({ method: "DELETE", path: new RegExp(`${ids[0]}$`) }, { kind: "answer", answer }, { times: 1 });
  const slowDown = { status: 429, headers: { "retry-after": "1" }, body: IN_USE.replace("conflict", "rate_limited") };
  server.pages.inject(
    { method: "DELETE", path: new RegExp(`${ids[2]}$`) },
    { kind: "answer", answer: slowDown },
    { times: 1 },
  );
  await dialog.getByRole("button", { name: "Delete 4 images" }).click();
  await expect(dialog).toHaveAccessibleName("3 deleted, 1 failed");
  await expect(resultOf(dialog, kept)).toContainText("A node boots from it.");
  await expect(resultOf(dialog, gone)).toContainText("Already gone");
  await expect(resultOf(dialog, limited)).toContainText("Deleted");
  await expect(imageRow(page, plain)).toHaveCount(0);

  await dialog.getByRole("button", { name: "Try 1 again" }).click();
  await expect(dialog).toHaveAccessibleName("4 images deleted");
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("3 images are back.")).toBeVisible();
  for (const each of [kept, limited, plain]) await expect(imageRow(page, each)).toContainText("Completed");
  await expect(imageRow(page, gone)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Delete…" })).toHaveCount(0);
});

test("a deletion that is stopped leaves alone what had not begun", async ({ page, server, name }) => {
  const api = new ImagesApi(server.token, server.pages.origin);
  const names = Array.from({ length: 6 }, (_, index) => `${name}-${index}`);
  await Promise.all(names.map((each) => api.createImage(each)));
  await page.reload();
  await selectImages(page, names);
  const dialog = await choose(page, "Delete…");
  const held = server.pages.inject({ method: "DELETE" }, { kind: "hold", afterBytes: 0 });
  await dialog.getByRole("button", { name: "Delete 6 images" }).click();
  await expect.poll(() => held.hits.length).toBe(4);
  await page.keyboard.press("Escape");
  await expect(dialog.getByRole("progressbar", { name: "Images deleted" })).toBeVisible();
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(dialog).toContainText("What was sent already comes to its end.");
  held.end();
  await expect(dialog).toContainText("Stopped. 2 images were not deleted, because their turn had not come.");
  await expect(dialog).toHaveAccessibleName("4 images deleted");
  await expect(dialog.getByRole("button", { name: "Done" })).toBeFocused();
  await dialog.getByRole("button", { name: "Done" }).click();
  const left = await Promise.all(names.map((each) => server.images.named(each)));
  expect(left.flat()).toHaveLength(2);
  for (const { name: each } of left.flat()) await expect(imageRow(page, each)).toBeVisible();
});

test("links are handed out in each format, and sha256sum takes the manifest", async ({
  page,
  server,
  name,
}, testInfo) => {
  const api = new ImagesApi(server.token, server.pages.origin);
  const names = [`${name}-one`, `${name}-two`];
  for (const each of names) await api.createCompleted(each, `bytes of ${each}`);
  const unfinished = `${name}-unfinished`;
  await api.createImage(unfinished);
  await page.reload();
  await selectImages(page, [...names, unfinished]);
  const dialog = await choose(page, "Copy links…");
  await expect(dialog).toHaveAccessibleName("Links to 2 images");
  await expect(resultOf(dialog, unfinished)).toContainText("There is a link once the upload is completed.");
  await expect(dialog).toContainText(/All 2 links work until \d\d:\d\d/);
  const preview = dialog.getByRole("textbox", { name: "Preview" });
  await expect(preview).toHaveValue(/^(http\S+\n){2}$/);

  await dialog.getByText("JSON").click();
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(dialog.getByText("2 links copied.")).toBeVisible();
  const links = linksSchema.parse(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())));
  expect(links.map((link) => link.name).toSorted()).toEqual(names);

  await dialog.getByText("CSV").click();
  await expect(preview).toHaveValue(/^name,id,sha256,size_bytes,url,expires_at\r?\n/);

  await dialog.getByText("Checksums").click();
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save as file" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe("SHA256SUMS");
  await download.saveAs(testInfo.outputPath("SHA256SUMS"));
  for (const link of links) {
    const bytes = Buffer.from(await (await fetch(link.url)).arrayBuffer());
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(link.sha256);
    writeFileSync(testInfo.outputPath(link.name), bytes);
  }
  await execute("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: testInfo.outputPath() });
});
