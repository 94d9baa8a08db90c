import type { FrameTimes } from "./list-seen";

/** Every so many frames the middle of the list is looked at: looking costs a layout that the frame has done already. */
const FRAMES_BETWEEN_LOOKS = 8;

/** Scrolls at an even pace from the top, in a frame after another, and tells how long each took. */
export async function watchFrames(durationMilliseconds: number, pixelsPerFrame: number | "all"): Promise<FrameTimes> {
  const scroller = listScroller();
  scroller.scrollTop = 0;
  const times: number[] = [];
  let looks = 0;
  let blank = 0;
  const begin = await nextFrame();
  for (let last = begin; last - begin < durationMilliseconds;) {
    const progress = (last - begin) / durationMilliseconds;
    if (pixelsPerFrame === "all") scroller.scrollTop = progress * (scroller.scrollHeight - scroller.clientHeight);
    else if (pixelsPerFrame > 0) scroller.scrollTop += pixelsPerFrame;
    const now = await nextFrame();
    times.push(now - last);
    last = now;
    if (times.length % FRAMES_BETWEEN_LOOKS !== 0) continue;
    looks++;
    if (!showsRow(scroller)) blank++;
  }
  return { milliseconds: times, blankShare: looks === 0 ? 0 : blank / looks };
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** What scrolls the rows: the page, or a part of it. */
function listScroller(): Element {
  const row = document.querySelector('[aria-label^="Actions for "]');
  for (let element = row; element !== null; element = element.parentElement) {
    const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowY);
    if (scrolls && element.scrollHeight > element.clientHeight + 1) return element;
  }
  return document.scrollingElement ?? document.documentElement;
}

function showsRow(scroller: Element): boolean {
  const { left, top, right, bottom } = scroller.getBoundingClientRect();
  const middle = Math.min((Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2, innerHeight - 1);
  const found = document.elementFromPoint((left + right) / 3, middle)?.closest("tr, [role=row]");
  return found !== null && found !== undefined && found.textContent !== "";
}
