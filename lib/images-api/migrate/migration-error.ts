/** The move cannot go on. The message is a sentence that says what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}
