import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { SeenEvent } from "@/bench/pages/list-seen";
import { type Crowd, inPage, openList, type Stage } from "./stage";
import { openDeleteDialog, openPalette, openPanel, openUploadDialog } from "./steps";

/** Between two steps, in milliseconds: what one brings does not count for the next. */
const PAUSE_MILLISECONDS = 400;

/** An interaction and the longest of its events, in milliseconds. Those under 16 are not told by the browser. */
export interface Interaction {
  step: string;
  milliseconds: number;
  events: string;
}

export interface Session {
  /** Slowest first. */
  interactions: Interaction[];
  /** Presses and clicks of the session, the quick ones included. */
  count: number;
}

type Step = readonly [name: string, act: (page: Page, crowd: Crowd) => Promise<unknown>];

const STEPS: readonly Step[] = [
  [
    "search",
    (page) => page.getByRole("searchbox", { name: "Search images" }).pressSequentially("ubuntu", { delay: 80 }),
  ],
  ["clear", (page) => page.getByRole("searchbox", { name: "Search images" }).press("Escape")],
  ["open the filter", (page) => page.getByRole("search").getByRole("button", { name: "Status" }).click()],
  ["filter", (page) => page.getByRole("checkbox", { name: "Failed" }).click()],
  ["take the filter off", (page) => page.getByRole("checkbox", { name: "Failed" }).click()],
  ["close the filter", (page) => page.keyboard.press("Escape")],
  ["sort by size", (page) => page.getByRole("columnheader", { name: "Size" }).getByRole("button").click()],
  ["sort by name", (page) => page.getByRole("columnheader", { name: "Name" }).getByRole("button").click()],
  ["sort by creation", (page) => page.getByRole("columnheader", { name: "Created" }).getByRole("button").click()],
  ["select three", selectThree],
  ["open the panel", openPanel],
  ["arrows", (page) => pressTimes(page, "ArrowDown", 12)],
  ["open the panel again", openPanel],
  ["close the panel", (page) => page.keyboard.press("Escape")],
  ["open the palette", openPalette],
  ["type in the palette", (page) => page.keyboard.type("talos", { delay: 80 })],
  ["close the palette", (page) => page.keyboard.press("Escape")],
  ["open the upload dialog", openUploadDialog],
  ["close the upload dialog", (page) => page.keyboard.press("Escape")],
  ["open the delete dialog", openDeleteDialog],
  ["close the delete dialog", (page) => page.keyboard.press("Escape")],
];

async function selectThree(page: Page, { names }: Crowd): Promise<void> {
  for (const name of names.slice(5, 8)) await page.getByRole("checkbox", { name: `Select ${name}` }).click();
}

async function pressTimes(page: Page, key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await page.keyboard.press(key, { delay: 30 });
}

/** What people do in the list, one thing after the other, with a mouse and by keys. */
export async function measureSession(stage: Stage, crowd: Crowd): Promise<Session> {
  return inPage(stage, crowd, async (seat) => {
    await openList(seat, crowd);
    const { page } = seat;
    const begins: { step: string; at: number }[] = [];
    for (const [step, act] of STEPS) {
      begins.push({ step, at: await page.evaluate(() => performance.now()) });
      await act(page, crowd).catch((error: unknown) => {
        throw new Error(`The session stopped at "${step}".`, { cause: error });
      });
      await delay(PAUSE_MILLISECONDS);
    }
    const { events, count } = await page.evaluate(() => ({
      events: globalThis.listSeen.events,
      count: performance.interactionCount,
    }));
    const stepAt = (start: number) => begins.findLast(({ at }) => at <= start)?.step ?? "";
    return { interactions: interactionsOf(events, stepAt), count };
  });
}

function interactionsOf(events: readonly SeenEvent[], stepAt: (start: number) => string): Interaction[] {
  const ids = [...new Set(events.map(({ interaction }) => interaction))].filter((id) => id > 0);
  return ids
    .map((id) => {
      const group = events.filter(({ interaction }) => interaction === id);
      return {
        step: stepAt(Math.min(...group.map(({ start }) => start))),
        milliseconds: Math.max(...group.map(({ milliseconds }) => milliseconds)),
        events: [...new Set(group.map(({ name }) => name))].join(" "),
      };
    })
    .toSorted((a, b) => b.milliseconds - a.milliseconds);
}
