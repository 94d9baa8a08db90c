// What `watch-list.ts` sees of the list page. Times are milliseconds of the page's clock.

/** A key press in the search box. */
export interface KeyPress {
  pressedAt: number;
  totalBefore: string;
  /** After the frame that shows another total and its rows; null while the total is the same. */
  paintedAt: number | null;
}

/** One event of an interaction, as Event Timing tells it; durations end with the next paint, and are multiples of 8. */
export interface SeenEvent {
  name: string;
  start: number;
  milliseconds: number;
  interaction: number;
}

/** A task over 50 ms. */
export interface SeenTask {
  start: number;
  milliseconds: number;
}

/** A frame that took over 50 ms, with the scripts that ran in it as the browser names them. */
export interface SlowFrame {
  start: number;
  milliseconds: number;
  scripts: { what: string; milliseconds: number; layoutMilliseconds: number }[];
}

export interface ListSeen {
  firstRowsAt: number | null;
  allRowsAt: number | null;
  keys: KeyPress[];
  events: SeenEvent[];
  tasks: SeenTask[];
  slowFrames: SlowFrame[];
}

/** How the frames of a while went by. */
export interface FrameTimes {
  /** Between one frame and the next. */
  milliseconds: number[];
  /** Of those looked at, how many showed no row in the middle of the list. */
  blankShare: number;
}

declare global {
  var listSeen: ListSeen;
  /** How many images the owner has; set before. */
  var imagesExpected: number;
  /** Scrolls from the top, through the whole list or at a pace, and tells of each frame; with 0 it only looks on. */
  var watchFrames: (durationMilliseconds: number, pixelsPerFrame: number | "all") => Promise<FrameTimes>;
}
