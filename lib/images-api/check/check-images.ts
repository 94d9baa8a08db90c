import { forEachAtOnce } from "./at-once";
import { checkImage, type ImageCheck, type ImageFinding } from "./check-image";
import { type Finding, problem } from "./finding";
import type { RowReader } from "./read-rows";
import { expectedBytes, type StoredRow } from "./stored-row";

/** Images at once: one is hashed while another waits for the disk. */
const IMAGES_AT_ONCE = 2;

/** An image that changes each time we look is being worked on, so it is well enough. */
const MAX_LOOKS = 5;

/** Compares all rows with their bytes. */
export async function checkImages(
  rows: RowReader,
  check: ImageCheck,
  onImage: (row: StoredRow) => void,
): Promise<ImageFinding[]> {
  const findings: ImageFinding[] = [];
  await forEachAtOnce(rows.images(), IMAGES_AT_ONCE, async (row) => {
    const finding = await confirmed(rows, check, row);
    if (finding !== null) findings.push(finding);
    onImage(row);
  });
  return findings.toSorted((left, right) => (left.row.id < right.row.id ? -1 : 1));
}

/**
 * Only what is found twice about a row that stayed the same is a finding: between the row and the bytes the server may have
 * completed, deleted or removed the image.
 */
async function confirmed(rows: RowReader, check: ImageCheck, first: StoredRow): Promise<ImageFinding | null> {
  let row = first;
  let isSecond = false;
  for (let look = 0; look < MAX_LOOKS; look++) {
    const finding = await checkImage(check, row);
    if (finding === null) return null;
    const now = rows.find(row.id);
    if (now === null) return null;
    const isSame = JSON.stringify(now) === JSON.stringify(row);
    if (isSame && isSecond) return finding;
    isSecond = isSame;
    row = now;
  }
  return null;
}

/**
 * Where not one of several completed images has any of its bytes, it is the disk that is missing. Nothing must be said of the images
 * then, nor done about them. @returns null when that is not so
 */
export function missingDisk(completed: number, missing: number, path: string): Finding | null {
  if (completed < 2 || missing < completed) return null;
  return problem(
    "no_bytes_at_all",
    `None of the ${completed} completed images has its bytes. Is the disk with ${path} mounted, and DATA_DIR the right folder? Nothing was changed.`,
    { path },
  );
}

export function isCompleted(row: StoredRow): boolean {
  return expectedBytes(row) === "completed";
}
