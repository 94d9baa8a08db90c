import type { Page } from "@playwright/test";
import type { LongTask } from "@/bench/pages/page-seen";

/** What the page itself saw, in milliseconds of its own clock. */
export interface PageClock {
  pressedAt: number;
  completionSentAt: number;
  longTasks: LongTask[];
}

/** When the button was pressed and when the last request to complete an image began. */
export async function readPageClock(page: Page): Promise<PageClock> {
  return page.evaluate(() => {
    const { pressedAt, longTasks } = globalThis.benchSeen;
    const completions = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/complete"));
    const completionSentAt = completions.at(-1)?.startTime;
    if (pressedAt === null || completionSentAt === undefined) throw new Error("The upload was not seen.");
    return { pressedAt, completionSentAt, longTasks };
  });
}
