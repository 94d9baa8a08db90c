import type { FrameTimes } from "@/bench/pages/list-seen";
import { type Crowd, inPage, openList, type Stage } from "./stage";

/** How long each way of scrolling is watched, in milliseconds. */
const IDLE_MILLISECONDS = 3_000;
const BY_HAND_MILLISECONDS = 5_000;
const THROUGH_MILLISECONDS = 10_000;

/** A turn of a wheel: five rows in six frames. */
const BY_HAND_PIXELS = 30;

export interface Scroll {
  /** The same page, not scrolled. */
  idle: FrameTimes;
  byHand: FrameTimes;
  /** Through the whole list, at one pace. */
  through: FrameTimes;
}

export async function measureScroll(stage: Stage, crowd: Crowd): Promise<Scroll> {
  return inPage(stage, crowd, async (seat) => {
    await openList(seat, crowd);
    const frames = (milliseconds: number, pixels: number | "all") =>
      seat.page.evaluate(([time, pace]) => globalThis.watchFrames(time, pace), [milliseconds, pixels] as const);
    return {
      idle: await frames(IDLE_MILLISECONDS, 0),
      byHand: await frames(BY_HAND_MILLISECONDS, BY_HAND_PIXELS),
      through: await frames(THROUGH_MILLISECONDS, "all"),
    };
  });
}
