/** A piece of work that kept the main thread from the user for more than 50 ms. */
export interface LongTask {
  start: number;
  milliseconds: number;
}

declare global {
  /** What `watch.ts` saw, in milliseconds of the page's clock. */
  var benchSeen: { pressedAt: number | null; chosenAt: number | null; longTasks: LongTask[] };
}
