import { localFileName } from "@/lib/utils/curl-command";

// Chromium alone has this, and only in a secure context: https://wicg.github.io/file-system-access/#api-showsavefilepicker

declare global {
  interface Window {
    showSaveFilePicker?: (options: { suggestedName: string; id: string }) => Promise<FileSystemFileHandle>;
  }
}

/** What is needed of a file's handle to take the file away. */
export interface RemovableFile {
  getFile(): Promise<{ size: number }>;
  /** Chromium alone has it: https://github.com/whatwg/fs/blob/main/proposals/Remove.md */
  remove?(): Promise<void>;
}

/** Whether a page of this browser can write to a file, or what keeps it from that. */
export function savePickerSupport(): "available" | "insecure" | "missing" {
  if (window.showSaveFilePicker !== undefined) return "available";
  return window.isSecureContext ? "missing" : "insecure";
}

/**
 * Asks where to save an image of this name. To be called in a click; null when nothing was chosen.
 * @throws whatever the browser's picker rejects with, but for being closed
 */
export async function pickSaveFile(name: string): Promise<FileSystemFileHandle | null> {
  try {
    // The folder of the last download is where it opens.
    return (await window.showSaveFilePicker?.({ suggestedName: localFileName(name), id: "images" })) ?? null;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
}

/** Takes away the empty file that choosing a new name makes, when nothing comes of it. Never rejects. */
export async function leaveNoEmptyFile(handle: RemovableFile): Promise<void> {
  try {
    if ((await handle.getFile()).size === 0) await handle.remove?.();
  } catch {
    // It is gone already, or somebody else's by now.
  }
}
