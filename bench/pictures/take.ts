import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

/** A picture in the documentation is no larger than this, in bytes. */
const MOST_BYTES = 80_000;

/** From good to what is still legible. */
const QUALITIES = [92, 84, 76, 68, 60, 50, 40, 30];

/** Where the pictures of the documentation are. */
const FOLDER = "docs/images";

/** Writes what the window shows to `docs/images`, as WebP at the best quality that is small enough. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  for (const quality of QUALITIES) {
    const { data } = await client.send("Page.captureScreenshot", { format: "webp", quality });
    const bytes = Buffer.from(data, "base64");
    if (bytes.length > MOST_BYTES && quality !== QUALITIES.at(-1)) continue;
    const path = join(FOLDER, `${name}.webp`);
    writeFileSync(path, bytes);
    console.log(`${path}: ${(bytes.length / 1000).toFixed(0)} kB at quality ${quality}`);
    break;
  }
  await client.detach();
}
