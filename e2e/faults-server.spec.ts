import { rename } from "node:fs/promises";
import { lockDatabase } from "@/e2e/server/support/database-lock";
import { RunningServer } from "@/e2e/server/support/running-server";
import { expect, openSignedIn } from "./support/fixtures";
import { ImagesApi } from "./support/images-api";
import { chooseAction, chooseFiles, imageRow, trayItem } from "./support/images-page";
import { writeRandomFile } from "./support/random-file";
import { test as base } from "./support/watched-browser";

/** A server of its own, whose disk and database can be broken without harm to other tests. */
const test = base.extend<{ server: RunningServer }>({
  server: async ({ page }, use) => {
    const server = await RunningServer.start();
    await new ImagesApi(server.adminToken, server.url).createCompleted("kept.img", "bytes");
    await openSignedIn(page, server.url, server.adminToken);
    await use(server);
    await server.dispose();
  },
});

test("a deletion that finds the database locked says so, and is made when it is asked for again", async ({
  page,
  server,
}) => {
  await chooseAction(page, "kept.img", "Delete");
  const dialog = page.getByRole("dialog", { name: "Delete kept.img?" });
  const unlock = lockDatabase(server.dataDirectory);
  await dialog.getByRole("button", { name: "Delete image" }).click();
  await expect(dialog.getByRole("alert")).toContainText(
    "Images API: The server's database is busy, so this was not done. Try again in a few seconds.",
  );
  unlock();
  await dialog.getByRole("button", { name: "Delete image" }).click();
  await expect(imageRow(page, "kept.img")).toHaveCount(0);
});

test(
  "an upload waits while the server's data is away, and goes on when it is back",
  { tag: "@waits" },
  async ({ page, server }, testInfo) => {
    const file = await writeRandomFile(testInfo.outputPath("new.img"), 1000);
    const dialog = await chooseFiles(page, [file.path]);
    const away = `${server.dataDirectory}-away`;
    await rename(server.dataDirectory, away);
    await dialog.getByRole("button", { name: "Start upload" }).click();
    await expect(page.getByText("The server's data folder is not there").first()).toBeVisible();
    await rename(away, server.dataDirectory);
    await expect(trayItem(page, "new.img")).toContainText("Completed", { timeout: 90_000 });
  },
);
