import { uploadsText } from "@/lib/text/uploads-text";
import type { UploadStatus, UploadView } from "@/lib/upload/upload-view";

const text = uploadsText.ended;

type Upload = Pick<UploadView, "id" | "name" | "status">;

/** What is remembered between two looks at the uploads, to notice the moment when all of them are over. */
export interface EndWatch {
  /** Uploads that were seen at work and whose end nobody was told of. */
  readonly begun: ReadonlySet<string>;
}

export const NOTHING_BEGUN: EndWatch = { begun: new Set() };

/**
 * Looks at the uploads once more. `sentence` tells how they ended, at the moment when the last one that was at work has
 * ended; null at any other.
 */
export function watchEnds(
  { begun }: EndWatch,
  uploads: readonly Upload[],
): { watch: EndWatch; sentence: string | null } {
  const next = new Set(uploads.filter(({ id, status }) => begun.has(id) || isAtWork(status)).map(({ id }) => id));
  const ended = uploads.filter(({ id, status }) => next.has(id) && isOver(status));
  const isAnyAtWork = uploads.some(({ status }) => isAtWork(status));
  if (isAnyAtWork || ended.length === 0) return { watch: { begun: next }, sentence: null };
  for (const { id } of ended) next.delete(id);
  return { watch: { begun: next }, sentence: endSentence(ended) };
}

function endSentence(ended: readonly Upload[]): string {
  const failed = ended.filter(({ status }) => status === "failed").length;
  const completed = ended.length - failed;
  const [only] = ended;
  if (only !== undefined && ended.length === 1) {
    return failed === 0 ? text.completed(only.name) : text.failed(only.name);
  }
  if (failed === 0) return text.allCompleted(completed);
  if (completed === 0) return text.allFailed(failed);
  return text.some(completed, failed);
}

function isOver(status: UploadStatus): boolean {
  return status === "completed" || status === "failed";
}

/** A paused upload, or one without a token, waits for its person and keeps nobody from hearing of the others. */
function isAtWork(status: UploadStatus): boolean {
  return !isOver(status) && status !== "paused" && status !== "unauthorized";
}
