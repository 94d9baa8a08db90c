import type { UploadView } from "@/lib/upload/upload-view";

/** So many uploads have a row at once: more than anybody reads, and few enough to be drawn several times a second. */
export const MAX_ROWS = 40;

/**
 * The uploads as the tray shows them: what is not completed first, each group in the order of starting. `hidden` counts the
 * rest: rows move up as others are dismissed.
 */
export function trayRows(uploads: readonly UploadView[]): { rows: readonly UploadView[]; hidden: number } {
  const open = uploads.filter(({ status }) => status !== "completed");
  const completed = uploads.filter(({ status }) => status === "completed");
  const rows = [...open, ...completed].slice(0, MAX_ROWS);
  return { rows, hidden: uploads.length - rows.length };
}
