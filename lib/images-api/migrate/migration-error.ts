/** The move cannot go on. The message is a sentence that says what to do. */
export class MigrationError extends Error {
  override readonly name: string = "MigrationError";
}

/** All of it is where it was to go. */
export class NothingToMoveError extends MigrationError {
  override readonly name = "NothingToMoveError";
}
