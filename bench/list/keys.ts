import { setTimeout as delay } from "node:timers/promises";
import { type Crowd, inPage, openList, type Stage } from "./stage";

/** What is typed, and then deleted again key by key: words of names, and digits that leave ever fewer. */
const TYPED = ["7352", "ubuntu 24", "2938", "debian-13", "5829", "talos", "9873", "flatcar arm", "3285", "2579"];

/** Between key presses, in milliseconds: a quick typist's. */
const PACE_MILLISECONDS = 150;

/** No answer to a key press is worth a longer wait. */
const LONGEST_MILLISECONDS = 1_000;

export interface Keys {
  /** From each key press that changed the total to the frame that shows the rows. */
  milliseconds: number[];
  /** From the same key presses to the first frame after them, as Event Timing tells it; those under 16 ms are not told. */
  toNextFrame: number[];
  /** Key presses that changed nothing. */
  unchanged: number;
}

/** Types into the search box of a list of so many images. */
export async function measureKeys(stage: Stage, crowd: Crowd): Promise<Keys> {
  return inPage(stage, crowd, async (seat) => {
    await openList(seat, crowd);
    const { page } = seat;
    await page.getByRole("searchbox", { name: "Search images" }).click();
    for (const text of TYPED) {
      for (const key of [...Array.from(text), ...Array.from(text, () => "Backspace")]) {
        await page.keyboard.press(key === " " ? "Space" : key);
        await delay(PACE_MILLISECONDS);
        await page
          .waitForFunction(() => Number.isFinite(globalThis.listSeen.keys.at(-1)?.paintedAt ?? Number.NaN), undefined, {
            timeout: LONGEST_MILLISECONDS,
          })
          .catch(() => undefined);
      }
    }
    const { keys, events } = await page.evaluate(() => globalThis.listSeen);
    const milliseconds = keys.flatMap(({ pressedAt, paintedAt }) => (paintedAt === null ? [] : paintedAt - pressedAt));
    return {
      milliseconds,
      toNextFrame: events.filter(({ name }) => name === "keydown").map((event) => event.milliseconds),
      unchanged: keys.length - milliseconds.length,
    };
  });
}
