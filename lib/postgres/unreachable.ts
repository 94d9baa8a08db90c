import { DatabaseError } from "pg";

/** The database did not say what became of a statement, or nobody is there at all. */
export class DatabaseUnreachableError extends Error {
  override readonly name = "DatabaseUnreachableError";
  /** connection_failure (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
  readonly code = "08006";

  constructor(cause: unknown) {
    super(`The database does not answer: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** With it the server ends a connection, as with `FATAL` (https://www.postgresql.org/docs/current/protocol-error-fields.html). */
const ENDING = new Set(["FATAL", "PANIC"]);

/** Whether a connection is of use after an error of one of its statements. */
export function isBroken(error: unknown): boolean {
  return !(error instanceof DatabaseError) || ENDING.has(error.severity ?? "");
}

/** @returns what the server said; else, as sockets and `pg` itself say it in many ways, one error for all */
export function plainError(error: unknown): unknown {
  return error instanceof DatabaseError ? error : new DatabaseUnreachableError(error);
}
