/** Where an image stands: its status, but for those that are verified just now or were deleted. */
export type ImageState = "started" | "uploading" | "verifying" | "completed" | "failed" | "deleted";

/** What whoever watches over a store asks it. */
export interface StoreState {
  /**
   * Asks the tables whether they are still those that were opened: a newer program may have changed them, or a move may have taken the
   * rows or their bytes elsewhere while this server had no lock. Rejects when they do not answer.
   */
  tablesAreCurrent(): Promise<boolean>;
  countImages(): Promise<Record<ImageState, number>>;
}
