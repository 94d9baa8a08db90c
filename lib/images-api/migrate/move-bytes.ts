import { forEachAtOnce } from "@/lib/images-api/check/at-once";
import type { Damage } from "@/lib/images-api/check/damage";
import { expectedBytes, type StoredRow } from "@/lib/images-api/check/stored-row";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import type { UploadStatus } from "@/lib/images-api/metadata/types";
import { type BytesCopier, copyOpen, copyWhole, removeCopy } from "./copy-image";
import type { BytesTarget } from "./bytes";
import type { Journal } from "./journal";
import { MigrationError } from "./migration-error";
import type { RowsSide } from "./rows-side";

/** Images at once: small ones cost round trips more than bytes. */
const IMAGES_AT_ONCE = 4;

/** Rows held in memory at a time. */
const ROWS_AT_ONCE = 500;

/** What became of the bytes, by ids of images. */
export interface MovedBytes {
  /** Whose bytes move, and how many bytes this run sent. */
  images: number;
  sentBytes: number;
  /** Complete by their rows, but their bytes are others: moved as they are. */
  damaged: { id: string; damage: Damage }[];
  /** Bytes that the source's disk does not give: left out. */
  unreadable: string[];
  /** Unfinished uploads of which parts are left out: they are sent again. */
  incomplete: string[];
}

/** Unfinished uploads that are about to end at the source, and go on at the target. */
export interface EndingUploads {
  count: number;
  /** Some of them. */
  first: { id: string; name: string }[];
}

/** Uploads that are named: who has more looks at the list. */
const MAX_NAMED_UPLOADS = 10;

export interface MoveBytesOptions extends Omit<BytesCopier, "onBytes"> {
  rows: RowsSide;
  /** Bytes that were completed alone, while a server may change the rows. */
  prepare: boolean;
  onProgress: (moved: MovedBytes) => void;
  /** Called once, before the first one ends and after all that may refuse the move; not at all when none does. */
  onEnding: (uploads: EndingUploads) => void;
}

/**
 * Copies the bytes of all images that the rows know, apart from what an earlier run did. Unfinished uploads come last: they may end at
 * the source, which is nothing to be done in vain. @throws MigrationError
 */
export async function moveBytes(options: MoveBytesOptions): Promise<MovedBytes> {
  const { rows, prepare, signal, source, onProgress } = options;
  const moved: MovedBytes = { images: 0, sentBytes: 0, damaged: [], unreadable: [], incomplete: [] };
  const copier: BytesCopier = { ...options, onBytes: (sent) => void (moved.sentBytes += sent) };
  const ending: EndingUploads = { count: 0, first: [] };
  let completed = 0;
  const forEachImage = async (work: (row: StoredRow) => Promise<void>): Promise<void> => {
    for await (const page of storedRows(rows)) {
      await forEachAtOnce(page, IMAGES_AT_ONCE, async (row) => {
        signal.throwIfAborted();
        await work(row);
        onProgress(moved);
      });
    }
  };
  await forEachImage(async (row) => {
    if (expectedBytes(row) === "completed") completed++;
    if (!isUnfinished(row)) return moveImage(copier, row, prepare, moved);
    if (prepare || !(await source.endsUpload(row.id))) return;
    if (++ending.count <= MAX_NAMED_UPLOADS) ending.first.push({ id: row.id, name: row.name });
  });
  const missing = moved.damaged.filter(({ damage }) => damage.kind === "missing").length;
  if (completed > 1 && missing === completed) {
    throw new MigrationError(
      `None of the ${completed} completed images has its bytes. Is the disk mounted, and is it the right folder or bucket? Nothing was changed.`,
    );
  }
  if (prepare) return moved;
  if (ending.count > 0) options.onEnding(ending);
  await forEachImage(async (row) => {
    if (isUnfinished(row)) await moveImage(copier, row, prepare, moved);
  });
  await removeOthers(copier, rows);
  await copier.target.finish();
  return moved;
}

function isUnfinished(row: StoredRow): boolean {
  const expected = expectedBytes(row);
  return expected === "open" || expected === "verifying";
}

async function moveImage(copier: BytesCopier, row: StoredRow, prepare: boolean, moved: MovedBytes): Promise<void> {
  const expected = expectedBytes(row);
  switch (expected) {
    case "none":
      return removeCopy(copier, row.id);
    case "open":
    case "verifying":
      if ((await copyOpen(copier, row.id)).length > 0) moved.incomplete.push(row.id);
      break;
    case "completed":
      await moveCompleted(copier, row, prepare, moved);
      break;
    case "damaged":
      // Its row says so already, and its owner knows.
      if (!prepare && (await copyWhole(copier, row)).kind === "unreadable") moved.unreadable.push(row.id);
      break;
    default:
      return expected satisfies never;
  }
  // Not all have bytes.
  if (copier.journal.find(row.id) !== null) moved.images++;
}

async function moveCompleted(copier: BytesCopier, row: StoredRow, prepare: boolean, moved: MovedBytes): Promise<void> {
  try {
    const found = await copyWhole(copier, row);
    if (found.kind === "damaged") moved.damaged.push({ id: row.id, damage: found.damage });
    if (found.kind === "unreadable") moved.unreadable.push(row.id);
  } catch (error) {
    // A server may remove an image while it is read; whatever it was, the last run looks again.
    if (!prepare || !hasCode(error, "ENOENT", "S3_NOT_FOUND")) throw error;
  }
}

/** Nothing is mixed with what others have. @throws MigrationError */
export async function requireOwnTarget(target: BytesTarget, journal: Journal): Promise<void> {
  for await (const id of target.imageIds()) {
    if (journal.find(id) !== null) continue;
    throw new MigrationError(
      `Where the bytes are to go there is something already (${id}), which is not of this move. Use an empty bucket or folder, or move it away.`,
    );
  }
}

/** What was copied of images that went since. */
async function removeOthers(copier: BytesCopier, { metadata }: RowsSide): Promise<void> {
  for (const ids of chunked(copier.journal.images(), ROWS_AT_ONCE)) {
    const known = new Set((await metadata.findImages(ids)).map(({ id }) => id));
    for (const id of ids) if (!known.has(id)) await removeCopy(copier, id);
  }
}

function* chunked(images: Iterable<{ id: string }>, size: number): Generator<string[]> {
  let ids: string[] = [];
  for (const { id } of images) {
    if (ids.push(id) < size) continue;
    yield ids;
    ids = [];
  }
  if (ids.length > 0) yield ids;
}

/** All images, some at a time. */
export async function* storedRows({ database }: RowsSide): AsyncGenerator<StoredRow[]> {
  for (let afterId = ""; ;) {
    const rows = await database
      .selectFrom("images")
      .select(["id", "name", "status", "sha256", "size_bytes as sizeBytes", "bytes_removed_at as bytesRemovedAt"])
      .where("id", ">", afterId)
      .orderBy("id")
      .limit(ROWS_AT_ONCE)
      .execute();
    yield rows satisfies (StoredRow & { status: UploadStatus })[];
    const last = rows.at(-1);
    if (last === undefined) return;
    afterId = last.id;
  }
}
