import { appendFileSync, closeSync, mkdtempSync, openSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession, Page } from "@playwright/test";
import { MIB } from "@/bench/settings";
import { chooseFiles, trayItem } from "@/e2e/support/images-page";
import { takePicture } from "./take";

/** What the line carries once the first upload is through, in bytes a second: the others are seen on their way. */
const SLOW_LINE = 12 * MIB;

/** Five uploads: one is completed, one paused, one failed because its file changed, the others go on. */
export async function paintTray(page: Page, client: CDPSession): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "images-dashboard-pictures-"));
  try {
    const file = (name: string, mib: number) => emptyFile(join(folder, `${name}.img`), mib * MIB);
    await upload(page, [file("alpine-3.22-virt", 8)]);
    await trayItem(page, "alpine-3.22-virt.img").filter({ hasText: "Completed" }).waitFor();
    await client.send("Network.enable");
    await client.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 5,
      downloadThroughput: -1,
      uploadThroughput: SLOW_LINE,
    });
    const changed = file("gpu-worker-cuda-12.9", 400);
    await upload(page, [
      changed,
      file("ubuntu-24.04-server", 640),
      file("debian-13-generic", 480),
      file("talos-v1.11", 320),
    ]);
    await page.getByRole("button", { name: "Pause debian-13-generic" }).click();
    appendFileSync(changed, "changed");
    await trayItem(page, "gpu-worker-cuda-12.9.img").filter({ hasText: "Failed" }).waitFor({ timeout: 60_000 });
    // The tooltip of what was pressed goes with the pointer.
    await page.mouse.move(0, 0);
    // A speed is known only after a while.
    await trayItem(page, "ubuntu-24.04-server.img").filter({ hasText: /left/ }).waitFor({ timeout: 60_000 });
    await page.getByRole("tooltip").waitFor({ state: "hidden" });
    await takePicture(page, "tray");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function upload(page: Page, paths: readonly string[]): Promise<void> {
  const dialog = await chooseFiles(page, paths);
  await dialog.getByRole("button", { name: /^Start (\d+ )?uploads?$/ }).click();
}

/** A file of so many zero bytes, which takes no place on the disk. */
function emptyFile(path: string, sizeBytes: number): string {
  closeSync(openSync(path, "w"));
  truncateSync(path, sizeBytes);
  return path;
}
