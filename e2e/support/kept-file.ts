import type { Page } from "@playwright/test";
import type { RandomFile } from "./random-file";

/**
 * Puts a file where the browser can open it again by itself, the origin's private file system, and lets the page's file picker
 * give it: a real handle, without a picker of the system that no test could click in.
 * @param needsPermission the browser asks before it opens the file after a reload, as it does for files outside
 */
export async function offerKeptFile(page: Page, file: RandomFile, { needsPermission = false } = {}): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    input.id = "kept-file";
    document.body.append(input);
  });
  await page.locator("#kept-file").setInputFiles(file.path);
  await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>("#kept-file");
    const chosen = input?.files?.[0];
    if (chosen === undefined) throw new Error("No file was chosen.");
    const directory = await navigator.storage.getDirectory();
    const handle = await directory.getFileHandle(chosen.name, { create: true });
    await chosen.stream().pipeTo(await handle.createWritable());
    input?.remove();
    Object.assign(window, { showOpenFilePicker: async () => [handle] });
  });
  if (needsPermission) await page.addInitScript(askForPermission);
}

/** From now on handles need a permission, which is given when it is asked for in a click. */
function askForPermission(): void {
  let permission: PermissionState = "prompt";
  Object.assign(FileSystemHandle.prototype, {
    queryPermission: async () => permission,
    requestPermission: async () => {
      if (navigator.userActivation.isActive) permission = "granted";
      return permission;
    },
  });
}
