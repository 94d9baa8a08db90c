import type { Page } from "@playwright/test";
import { chooseFiles, trayItem } from "@/e2e/support/images-page";
import type { Arena, Measurement } from "./contender";
import { inBrowser } from "./in-browser";
import { readPageClock } from "./page-clock";
import { PART_BYTES, PARTS_IN_FLIGHT } from "./slices";

/** An upload or its verification may take so long, in milliseconds. */
const LONGEST_MILLISECONDS = 900_000;

/**
 * The dashboard's own pages: from the press of "Start upload" to the sending of the completion request, which needs every part
 * acknowledged and the checksum. So it pays for making the image and for signing, which the others do not.
 */
export async function ours(arena: Arena): Promise<Measurement> {
  const { service, file, name } = arena;
  return inBrowser(arena, {
    async prepare(page) {
      await page.addInitScript({ content: arena.scripts.watch });
      await page.goto(`${service.baseUrl}/sign-in#token=${service.token}`);
      const dialog = await chooseFiles(page, [file.path]);
      await dialog.getByRole("textbox", { name: /^Name for / }).fill(name);
    },
    async upload(page) {
      const seen = countParts(page);
      await page.getByRole("button", { name: "Start upload" }).click();
      await reached(page, name, /Verifying|Completed/);
      const { pressedAt, completionSentAt, longTasks } = await readPageClock(page);
      if (seen.parts !== Math.ceil(file.sizeBytes / PART_BYTES) || seen.mostInFlight !== PARTS_IN_FLIGHT) {
        console.warn(`ours sent ${seen.parts} parts, ${seen.mostInFlight} at once: the floor differs, see slices.ts`);
      }
      return {
        seconds: (completionSentAt - pressedAt) / 1000,
        longTasks: longTasks.filter(({ start }) => start >= pressedAt && start <= completionSentAt),
      };
    },
    async check(page) {
      await reached(page, name, /Completed/);
    },
  });
}

/** Waits until the tray says so. Rejects with what it says when the upload failed. */
async function reached(page: Page, name: string, word: RegExp): Promise<void> {
  const item = trayItem(page, name);
  await item.filter({ hasText: new RegExp(`${word.source}|Failed`) }).waitFor({ timeout: LONGEST_MILLISECONDS });
  const text = await item.innerText();
  if (!word.test(text)) throw new Error(text);
}

function countParts(page: Page): { parts: number; mostInFlight: number } {
  const seen = { parts: 0, mostInFlight: 0 };
  let inFlight = 0;
  page.on("request", (request) => {
    if (request.method() !== "PUT") return;
    seen.parts++;
    seen.mostInFlight = Math.max(seen.mostInFlight, ++inFlight);
  });
  page.on("requestfinished", (request) => {
    if (request.method() === "PUT") inFlight--;
  });
  return seen;
}
