import { setTimeout as delay } from "node:timers/promises";
import { type Crowd, inPage, openList, type Seat, type Stage } from "./stage";

/** What is typed, and then deleted again key by key: words of names, and digits that leave ever fewer. */
const TYPED = ["7352", "ubuntu 24", "2938", "debian-13", "5829", "talos", "9873", "flatcar arm", "3285", "2579"];

/** Between key presses, in milliseconds: a quick typist's. */
const PACE_MILLISECONDS = 150;

export interface Keys {
  /** From each key press that changed the total to the frame that shows the rows. */
  milliseconds: number[];
  /** From the same key presses to the first frame after them, as Event Timing tells it; those under 16 ms are not told. */
  toNextFrame: number[];
  /** What each of them cost the page's main thread in processor time, which others on the machine do not prolong. */
  processor: number[];
  /** Key presses that changed nothing. */
  unchanged: number;
}

/** Types into the search box of a list of so many images. */
export async function measureKeys(stage: Stage, crowd: Crowd): Promise<Keys> {
  return inPage(stage, crowd, async (seat) => {
    await seat.client.send("Performance.enable", { timeDomain: "threadTicks" });
    await openList(seat, crowd);
    const { page } = seat;
    await page.getByRole("searchbox", { name: "Search images" }).click();
    const processor: number[] = [];
    for (const text of TYPED) {
      for (const key of [...Array.from(text), ...Array.from(text, () => "Backspace")]) {
        const before = await mainThreadMilliseconds(seat);
        await page.keyboard.press(key === " " ? "Space" : key);
        await delay(PACE_MILLISECONDS);
        // A filter that takes longer is not idle yet.
        await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
        const hasChanged = await page.evaluate(() => globalThis.listSeen.keys.at(-1)?.paintedAt ?? null);
        if (hasChanged !== null) processor.push((await mainThreadMilliseconds(seat)) - before);
      }
    }
    const { keys, events } = await page.evaluate(() => globalThis.listSeen);
    const milliseconds = keys.flatMap(({ pressedAt, paintedAt }) => (paintedAt === null ? [] : paintedAt - pressedAt));
    return {
      milliseconds,
      toNextFrame: events.filter(({ name }) => name === "keydown").map((event) => event.milliseconds),
      processor,
      unchanged: keys.length - milliseconds.length,
    };
  });
}

/** Processor time of all tasks so far. */
async function mainThreadMilliseconds({ client }: Seat): Promise<number> {
  const { metrics } = await client.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
}
