import { connectSources } from "@/lib/client/allowed-address";
import { getDownloadLink } from "@/lib/client/api";
import type { DownloadLink } from "@/lib/contract/image";
import { Download } from "./download";
import { isUnderWay, type DownloadState } from "./download-state";
import { workerReceiver } from "./worker-receiver";

// The downloads of this tab. They live beside the pages: closing the details of an image, or leaving its page, ends none.

/** A download as pages show it. The object changes with each change of what it tells. */
export interface DownloadView {
  imageId: string;
  /** What the file is called that was chosen. */
  fileName: string;
  state: DownloadState;
}

export interface NewDownload {
  connection: string;
  imageId: string;
  handle: FileSystemFileHandle;
  link: DownloadLink;
  /** Told once, when it is over and was not canceled; `isWatched`: somebody looks at it. */
  onEnd: (view: DownloadView, isWatched: boolean) => void;
}

interface Entry {
  download: Download;
  view: DownloadView;
}

const entries = new Map<string, Entry>();
const listeners = new Map<string, Set<() => void>>();

/** Begins a download of an image; one of it that is under way is canceled. */
export function startDownload({ connection, imageId, handle, link, onEnd }: NewDownload): void {
  forgetDownload(imageId);
  const tellChange = () => {
    entry.view = { ...entry.view, state: download.state };
    if (entries.get(imageId) !== entry) return;
    changed(imageId);
    if (!isUnderWay(download.state)) onEnd(entry.view, listeners.has(imageId));
  };
  const download = new Download(handle, link, {
    newLink: () => getDownloadLink(connection, imageId),
    sources: connectSources(),
    startReceiver: workerReceiver,
    onChange: tellChange,
  });
  const entry: Entry = { download, view: { imageId, fileName: handle.name, state: download.state } };
  entries.set(imageId, entry);
  changed(imageId);
}

/** Null when nothing of this image was downloaded in this tab. */
export function downloadOf(imageId: string): DownloadView | null {
  return entries.get(imageId)?.view ?? null;
}

/** Does not wait for the line any longer. */
export function goOnWithDownload(imageId: string): void {
  entries.get(imageId)?.download.goOn();
}

/** Cancels a download, or clears away what it came to. */
export function forgetDownload(imageId: string): void {
  const entry = entries.get(imageId);
  if (entry === undefined) return;
  entries.delete(imageId);
  if (isUnderWay(entry.view.state)) entry.download.cancel();
  changed(imageId);
}

export function watchDownload(imageId: string, listener: () => void): () => void {
  const watching = listeners.get(imageId) ?? new Set();
  listeners.set(imageId, watching);
  watching.add(listener);
  return () => {
    watching.delete(listener);
    if (watching.size === 0) listeners.delete(imageId);
  };
}

function changed(imageId: string): void {
  guardLeaving([...entries.values()].some(({ view }) => isUnderWay(view.state)));
  for (const notify of listeners.get(imageId) ?? []) notify();
}

let isGuarded = false;

/** The browser asks before it closes a page that receives a file: it would be thrown away. */
function guardLeaving(isWanted: boolean): void {
  if (isWanted === isGuarded) return;
  isGuarded = isWanted;
  if (isWanted) globalThis.addEventListener("beforeunload", askBeforeLeaving);
  else globalThis.removeEventListener("beforeunload", askBeforeLeaving);
}

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
