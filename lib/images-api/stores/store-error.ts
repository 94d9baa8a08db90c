/** What could not be opened. `place`: the bytes of the rows are elsewhere than is configured. `moved`: a move has to end, or had these rows. */
export type StoreProblem =
  | { store: "database" | "bucket" | "moved" }
  | { store: "place"; noted: string; configured: string };

/** A store that is configured cannot be used. Its message says why in a few words, without URLs, keys or passwords. */
export class StoreError extends Error {
  override readonly name = "StoreError";

  constructor(
    readonly problem: StoreProblem,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}
