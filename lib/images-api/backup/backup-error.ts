/** Why there is no backup, or no restore: a sentence for the person at the keyboard that says what to do. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
