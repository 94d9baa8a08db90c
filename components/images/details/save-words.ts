import type { DownloadProblem, DownloadState } from "@/lib/download/download-state";
import { detailsText } from "@/lib/text/details-text";
import { LANGUAGE } from "@/lib/text/plural";
import { bytesPerSecond, secondsLeft } from "@/lib/upload/engine/speed";
import { formatBytes } from "@/lib/utils/format-bytes";
import { formatDuration } from "@/lib/utils/format-duration";

const text = detailsText.save;
const percentFormat = new Intl.NumberFormat(LANGUAGE, { style: "percent" });
type Waiting = Extract<DownloadState, { kind: "waiting" }>;

/** How far a download is, piece by piece: bytes, speed, time left. `now` in epoch ms. */
export function progressPieces(state: Extract<DownloadState, { kind: "running" | "waiting" }>, now: number): string[] {
  const pieces = [text.received(formatBytes(state.receivedBytes), formatBytes(state.sizeBytes))];
  const speed = state.kind === "running" ? bytesPerSecond(state.samples, now) : null;
  if (speed === null) return pieces;
  pieces.push(text.speed(formatBytes(speed)));
  const left = secondsLeft(state.sizeBytes - state.receivedBytes, speed);
  if (left !== null) pieces.push(text.left(formatDuration(left)));
  return pieces;
}

/** Why a download waits, and until when. `secondsToWait` is nought once it goes on. */
export function waitSentence({ fault }: Waiting, secondsToWait: number): string {
  const { waits } = text;
  const duration = formatDuration(secondsToWait);
  const isOver = secondsToWait === 0;
  switch (fault.kind) {
    case "line":
      if (fault.status !== null) {
        return isOver ? waits.storageNow(fault.status) : waits.storage(fault.status, duration);
      }
      return isOver ? waits.lineNow : waits.line(duration);
    case "refused":
      return waits.renewing;
    case "no_link":
      return isOver ? waits.noLinkNow(fault.message) : waits.noLink(fault.message, duration);
    default:
      return fault satisfies never;
  }
}

/** Why a download failed, a sentence or two for people. */
export function problemSentence(problem: DownloadProblem): string {
  const { problems } = text;
  switch (problem.kind) {
    case "disk_full":
      return problems.diskFull;
    case "not_allowed":
      return problems.notAllowed;
    case "file_gone":
      return problems.fileGone;
    case "not_written":
      return problems.notWritten(problem.why);
    case "no_link":
      return problem.message;
    case "refused":
      return problems.refused(problem.status);
    case "unreachable":
      return problems.unreachable;
    case "too_long":
      return problems.tooLong;
    case "internal":
      return problems.internal(problem.why);
    default:
      return problem satisfies never;
  }
}

/** What a screen reader is told of a download: its beginning, its quarters, its waits, its good end. Bad ends speak for themselves. */
export function announcementOf(name: string, state: DownloadState): string {
  const { announced, ended } = text;
  if (state.kind === "verified") return ended.verified(name);
  if (state.kind === "waiting") return announced.waiting(name);
  if (state.kind !== "running") return "";
  const quarters = state.sizeBytes === 0 ? 0 : Math.floor((4 * state.receivedBytes) / state.sizeBytes);
  return quarters === 0 ? announced.started(name) : announced.quarter(name, percentFormat.format(quarters / 4));
}
