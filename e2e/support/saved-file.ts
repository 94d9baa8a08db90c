import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";

/**
 * Lets the page's save picker give a file of the origin's private file system: a real handle, which the page writes to as to any
 * other, without a picker of the system that no test could click in. As with the system's, the file is there, empty, once chosen.
 */
export async function offerSaveFile(page: Page, fileName: string): Promise<void> {
  await page.evaluate((name) => {
    const showSaveFilePicker = async () => {
      const directory = await navigator.storage.getDirectory();
      return directory.getFileHandle(name, { create: true });
    };
    Object.assign(window, { showSaveFilePicker });
  }, fileName);
}

/** SHA-256 of what is in that file, hexadecimal; null when there is no such file. */
export async function savedSha256(page: Page, fileName: string): Promise<string | null> {
  const bytes = await page.evaluate(async (name) => {
    const directory = await navigator.storage.getDirectory();
    const handle = await directory.getFileHandle(name).catch(() => null);
    const file = await handle?.getFile();
    if (file === undefined) return null;
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)];
  }, fileName);
  return bytes === null ? null : Buffer.from(bytes).toString("hex");
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
