import { setTimeout as delay } from "node:timers/promises";
import type { SeenTask, SlowFrame } from "@/bench/pages/list-seen";
import { type Crowd, inPage, openList, type Stage } from "./stage";

/** Rendering that the last page of images brings may come after it. */
const AFTERMATH_MILLISECONDS = 1_000;

/** How a list came, in milliseconds from the beginning of the navigation. */
export interface Load {
  firstRows: number;
  allRows: number;
  /** When the page's own resources were there. */
  loaded: number;
  /** Tasks over 50 ms that began after that. */
  tasksAfter: SeenTask[];
  tasksBefore: SeenTask[];
  slowFramesAfter: SlowFrame[];
}

/** Opens the list with nothing in any cache, and watches it until everything is there. */
export async function measureLoad(stage: Stage, crowd: Crowd): Promise<Load> {
  return inPage(stage, crowd, async (seat) => {
    await openList(seat, crowd);
    await delay(AFTERMATH_MILLISECONDS);
    return seat.page.evaluate(() => {
      const { firstRowsAt, allRowsAt, tasks, slowFrames } = globalThis.listSeen;
      const [navigation] = performance.getEntriesByType("navigation");
      const loaded = navigation instanceof PerformanceNavigationTiming ? navigation.loadEventEnd : 0;
      return {
        firstRows: firstRowsAt ?? Number.NaN,
        allRows: allRowsAt ?? Number.NaN,
        loaded,
        tasksBefore: tasks.filter(({ start }) => start < loaded),
        tasksAfter: tasks.filter(({ start }) => start >= loaded),
        slowFramesAfter: slowFrames.filter(({ start }) => start >= loaded),
      };
    });
  });
}
