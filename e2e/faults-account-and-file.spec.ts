import { appendFile, copyFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, PARTS_OF_DISK, startHeldUpload, test } from "./support/fault-fixtures";
import type { FaultyServer } from "./support/faulty-server";
import { signIn } from "./support/fixtures";
import { trayItem } from "./support/images-page";

test("an upload whose token was revoked waits for a new one and goes on in place", async ({
  page,
  server,
  disk,
  name,
}) => {
  const owner = `owner-${name}`;
  await signIn(page, await newToken(server, owner));
  const { item, held } = await startHeldUpload(page, server, disk, name);
  const id = new RegExp(`^(\\S+)\\s+${owner}\\s`, "m").exec(await server.admin("token", "list"))?.[1];
  await server.admin("token", "revoke", id ?? "");
  held.end();

  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel("API token").fill(await newToken(server, owner));
  expect(server.objects.books.resentBytes()).toBe(0);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(item).toContainText("Completed", { timeout: 60_000 });
  const images = server.imagesOf(await newToken(server, owner));
  expect(await images.downloadedSha256(name)).toBe(disk.sha256);
  expect(server.objects.books.resentBytes()).toBe(0);
  expect(server.objects.books.acknowledged()).toHaveLength(PARTS_OF_DISK);
});

test("a file that changes while it is sent stops its upload, and its image is not completed", async ({
  page,
  server,
  disk,
  name,
  directory,
}) => {
  const path = join(directory, `${name}.img`);
  await copyFile(disk.path, path);
  const { held } = await startHeldUpload(page, server, { ...disk, path }, name);
  await appendFile(path, "one more line");
  held.end();
  await expect(trayItem(page, name)).toContainText("Failed", { timeout: 60_000 });
  await expect(trayItem(page, name)).toContainText(/changed/);
  expect(server.pages.books.exchanges({ method: "POST", path: /\/complete$/ })).toEqual([]);
  expect(await server.images.named(name)).not.toMatchObject([{ upload_status: "completed" }]);
});

function newToken(server: FaultyServer, owner: string): Promise<string> {
  return server.admin("token", "create", "--owner", owner, "--role", "operator");
}
