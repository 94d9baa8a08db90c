import { z } from "zod";
import { type Finding, problem } from "./finding";
import type { RowReader } from "./read-rows";

/** Complaints of SQLite that are shown: the first few tell enough. */
const MAX_COMPLAINTS = 5;

/** What SQLite says of its own file. Rows are worth reading only when this is empty. */
export function checkDatabase({ database }: RowReader, path: string): Finding[] {
  const complaints = complaintsOf(() =>
    z.array(z.string()).parse(database.prepare(`pragma integrity_check(${MAX_COMPLAINTS})`).pluck().all()),
  );
  const foreign = complaintsOf(() =>
    database
      .prepare("pragma foreign_key_check")
      .all()
      .map((row) => JSON.stringify(row)),
  );
  const all = [...complaints.filter((complaint) => complaint !== "ok"), ...foreign].slice(0, MAX_COMPLAINTS);
  if (all.length === 0) return [];
  return [
    problem(
      "database_damaged",
      `The database is damaged (${all.join("; ")}). Stop the server and restore the last backup into another folder.`,
      { path },
    ),
  ];
}

/** A file that is damaged enough makes the check itself fail. */
function complaintsOf(ask: () => string[]): string[] {
  try {
    return ask();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
