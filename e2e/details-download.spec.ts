import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/fault-fixtures";
import type { FaultyServer } from "./support/faulty-server";
import { ImagesApi } from "./support/images-api";
import { offerSaveFile, savedSha256, sha256Of } from "./support/saved-file";

const MIB = 1024 * 1024;
/** Of an image's bytes: a page asks a store for nothing else. */
const CONTENT = { method: "GET" };

test("a download that breaks in the middle goes on from there, and the file is verified", async ({
  page,
  server,
  name,
}) => {
  const bytes = randomBytes(24 * MIB);
  await openImage(page, server, name, bytes);
  const ranges: (string | null)[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin === server.objects.origin) ranges.push(request.headers()["range"] ?? null);
  });
  server.objects.inject(CONTENT, { kind: "cut_answer", afterBytes: 13 * MIB }, { times: 1 });
  await page.getByRole("button", { name: "Download and verify" }).click();
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
  await expect(page.getByText("disk.img, 24 MiB, is this image byte for byte.")).toBeVisible();
  expect(await savedSha256(page, "disk.img")).toBe(sha256Of(bytes));
  expect(ranges).toEqual([null, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
});

test("a download of which a bit was turned is not trusted, and both checksums are shown", async ({
  page,
  server,
  name,
}) => {
  const bytes = randomBytes(5 * MIB);
  await openImage(page, server, name, bytes);
  server.objects.inject(CONTENT, { kind: "flip_answer", offset: 3 * MIB }, { times: 1 });
  await page.getByRole("button", { name: "Download and verify" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "Do not use this file" });
  await expect(alert).toContainText(sha256Of(bytes));
  const wrong = await savedSha256(page, "disk.img");
  expect(wrong).not.toBe(sha256Of(bytes));
  await expect(alert).toContainText(wrong ?? "no file");
});

test("a download that is canceled leaves nothing behind", async ({ page, server, name }) => {
  await openImage(page, server, name, randomBytes(2 * MIB));
  server.objects.inject(CONTENT, { kind: "cut_answer", afterBytes: MIB });
  await page.getByRole("button", { name: "Download and verify" }).click();
  await expect(page.getByRole("progressbar", { name: `Download of ${name}` })).toBeVisible();
  await page.getByRole("button", { name: `Cancel the download of ${name}` }).click();
  await expect(page.getByRole("button", { name: "Download and verify" })).toBeVisible();
  await expect.poll(() => savedSha256(page, "disk.img")).toBeNull();
});

/** Shows the page of a new image of these bytes, whose save picker gives `disk.img`. */
async function openImage(page: Page, server: FaultyServer, name: string, bytes: Buffer<ArrayBuffer>): Promise<void> {
  const id = await new ImagesApi(server.token, server.pages.origin).createCompleted(name, bytes);
  await page.goto(`/sfcompute/images/${id}`);
  await offerSaveFile(page, "disk.img");
}
