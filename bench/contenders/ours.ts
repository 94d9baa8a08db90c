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
  const seen: SeenParts = { parts: 0, mostInFlight: 0 };
  return inBrowser(arena, {
    async prepare(page) {
      await page.addInitScript({ content: arena.scripts.watch });
      await page.goto(`${service.baseUrl}/sign-in#token=${service.token}`);
      const dialog = await chooseFiles(page, [file.path]);
      await dialog.getByRole("textbox", { name: /^Name for / }).fill(name);
    },
    async upload(page) {
      countParts(page, seen);
      await page.getByRole("button", { name: "Start upload" }).click();
      const failed = trayItem(page, name).filter({ hasText: "Failed" }).waitFor({ timeout: LONGEST_MILLISECONDS });
      const completion = page.waitForRequest(/\/complete$/, { timeout: LONGEST_MILLISECONDS });
      await Promise.race([completion, failed]);
    },
    async result(page) {
      const item = trayItem(page, name);
      await item.filter({ hasText: /Completed|Failed/ }).waitFor({ timeout: LONGEST_MILLISECONDS });
      const text = await item.innerText();
      if (text.includes("Failed")) throw new Error(text);
      if (seen.parts !== Math.ceil(file.sizeBytes / PART_BYTES) || seen.mostInFlight !== PARTS_IN_FLIGHT) {
        console.warn(`ours sent ${seen.parts} parts, ${seen.mostInFlight} at once: the floor differs, see slices.ts`);
      }
      const { pressedAt, completionSentAt, longTasks } = await readPageClock(page);
      return {
        seconds: (completionSentAt - pressedAt) / 1000,
        longTasks: longTasks.filter(({ start }) => start >= pressedAt && start <= completionSentAt),
      };
    },
  });
}

interface SeenParts {
  parts: number;
  mostInFlight: number;
}

function countParts(page: Page, seen: SeenParts): void {
  let inFlight = 0;
  page.on("request", (request) => {
    if (request.method() !== "PUT") return;
    seen.parts++;
    seen.mostInFlight = Math.max(seen.mostInFlight, ++inFlight);
  });
  page.on("requestfinished", (request) => {
    if (request.method() === "PUT") inFlight--;
  });
}
