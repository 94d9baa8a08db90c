/** What can be found. A script may rely on these words. */
export type FindingKind =
  | "database_damaged"
  | "no_bytes_at_all"
  | "bytes_missing"
  | "bytes_differ"
  | "bytes_back"
  | "marked_damaged"
  | "bytes_unreadable"
  | "parts_missing"
  | "part_empty"
  | "sealed_too_early"
  | "folder_unknown"
  | "folder_twice"
  | "bytes_to_remove"
  | "left_over"
  | "set_aside"
  | "open_to_others";

/** One thing that the check has to say. `note`: nothing is wrong, or the server mends it by itself. */
export interface Finding {
  kind: FindingKind;
  severity: "problem" | "note";
  imageId: string | null;
  /** Absolute. */
  path: string | null;
  /** What it means and what to do: a sentence or two for people. */
  message: string;
  /** What the repair did about it; null when it did nothing. */
  repaired: string | null;
}

type Details = Partial<Pick<Finding, "imageId" | "path">>;

export function problem(kind: FindingKind, message: string, details: Details = {}): Finding {
  return { kind, severity: "problem", imageId: null, path: null, message, repaired: null, ...details };
}

export function note(kind: FindingKind, message: string, details: Details = {}): Finding {
  return { ...problem(kind, message, details), severity: "note" };
}

/** What a check came to. */
export interface CheckReport {
  /** Rows that were compared with bytes. */
  images: number;
  /** Bytes whose checksum was computed. */
  hashedBytes: number;
  findings: Finding[];
}

/** As a person names an image. Its name is quoted, because it may hold anything. */
export function nameOf({ id, name }: { id: string; name: string }): string {
  return `Image ${id} (${JSON.stringify(name)})`;
}
