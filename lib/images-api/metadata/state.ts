/** Where an image stands: its status, but for those that are verified just now or were deleted. */
export type ImageState = "started" | "uploading" | "verifying" | "completed" | "failed" | "deleted";

/** What whoever watches over a store asks it. */
export interface StoreState {
  /** Asks the tables whether they are still those of this version: a newer program may have changed them. Rejects when they do not answer. */
  tablesAreCurrent(): Promise<boolean>;
  countImages(): Promise<Record<ImageState, number>>;
}
