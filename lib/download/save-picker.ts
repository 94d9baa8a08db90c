import { localFileName } from "@/lib/utils/curl-command";

// Chromium alone has this, and only in a secure context: https://wicg.github.io/file-system-access/#api-showsavefilepicker

declare global {
  interface Window {
    showSaveFilePicker?: (options: { suggestedName: string; id: string }) => Promise<FileSystemFileHandle>;
  }
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
