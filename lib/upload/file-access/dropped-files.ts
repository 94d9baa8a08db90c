import type { ChosenFile } from "@/lib/upload/upload-commands";

// Loaded with every page on which files can be dropped, so it knows nothing else of uploads.

declare global {
  interface DataTransferItem {
    /** https://wicg.github.io/file-system-access/#api-datatransferitem */
    getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
  }
}

/**
 * Dropped files, with handles where the browser has them. What was dropped is there only during the event, so call it in the
 * event's handler, before anything is awaited. A folder comes as the browser's file for it, which cannot be read.
 */
export function droppedFiles(transfer: DataTransfer): Promise<ChosenFile[]> {
  const dropped = Array.from(transfer.items)
    .filter((item) => item.kind === "file")
    .map((item) => ({ file: item.getAsFile(), handle: item.getAsFileSystemHandle?.() ?? null }));
  return chosenFiles(dropped);
}

async function chosenFiles(
  dropped: readonly { file: File | null; handle: Promise<FileSystemHandle | null> | null }[],
): Promise<ChosenFile[]> {
  const chosen = await Promise.all(
    dropped.map(async ({ file, handle }) => (file === null ? null : { file, handle: await fileHandle(handle) })),
  );
  return chosen.filter((one) => one !== null);
}

/** Null for a folder, and for what the browser gives no handle for: the file itself is there all the same. */
async function fileHandle(pending: Promise<FileSystemHandle | null> | null): Promise<FileSystemFileHandle | null> {
  const handle = (await pending?.catch(() => null)) ?? null;
  return handle !== null && isFileHandle(handle) ? handle : null;
}

function isFileHandle(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === "file";
}
