import { fileFailureOf } from "@/lib/upload/machine/failure";
import type { ChosenFile } from "@/lib/upload/upload-commands";

// Files that can be opened again after a reload. Chromium alone has this, and only in a secure context (HTTPS or this computer):
// https://wicg.github.io/file-system-access/ and https://wicg.github.io/file-system-access/#api-datatransferitem

declare global {
  interface Window {
    showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]>;
  }
  interface DataTransferItem {
    getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
  }
  interface FileSystemHandle {
    queryPermission?: (descriptor: { mode: "read" }) => Promise<PermissionState>;
    requestPermission?: (descriptor: { mode: "read" }) => Promise<PermissionState>;
  }
}

/** What is needed of a handle to open it. */
export type OpenableHandle = Pick<FileSystemFileHandle, "name" | "getFile" | "queryPermission" | "requestPermission">;

/** What came of opening a handle. `reason` is a sentence for people; `canAsk`: a click could ask for permission. */
export type OpenedHandle = { kind: "file"; file: File } | { kind: "closed"; reason: string; canAsk: boolean };

/** Why files have to be chosen again after a reload, a sentence for people; null where handles can be kept. */
export function handlesShortcoming(): string | null {
  if ("showOpenFilePicker" in window) return null;
  return window.isSecureContext
    ? "This browser cannot open a file again by itself: after a reload the file has to be chosen again."
    : "This page is not served over HTTPS, so the browser cannot open a file again by itself: after a reload it has to be chosen again.";
}

/**
 * Lets people choose files, with their handles; none when they cancel. Null where there is no such picker: use a file input.
 * To be called in a click.
 */
export async function pickFiles(): Promise<ChosenFile[] | null> {
  if (window.showOpenFilePicker === undefined) return null;
  try {
    const handles = await window.showOpenFilePicker({ multiple: true });
    return await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return [];
    throw error;
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

/**
 * The file behind a handle as it is now. `mayAsk` asks people for permission, which the browser allows in a click only.
 */
export async function openHandle(handle: OpenableHandle, { mayAsk }: { mayAsk: boolean }): Promise<OpenedHandle> {
  try {
    const permission = await permissionFor(handle, mayAsk);
    if (permission === "granted") return { kind: "file", file: await handle.getFile() };
    const isDenied = permission === "denied";
    const reason = isDenied
      ? `Reading ${handle.name} was not allowed: choose it again.`
      : `The browser asks for permission to read ${handle.name} again.`;
    return { kind: "closed", reason, canAsk: !isDenied };
  } catch (error) {
    return { kind: "closed", reason: reasonOf(error, handle.name), canAsk: false };
  }
}

async function permissionFor(handle: OpenableHandle, mayAsk: boolean): Promise<PermissionState> {
  const permission = (await handle.queryPermission?.({ mode: "read" })) ?? "granted";
  if (permission !== "prompt" || !mayAsk || handle.requestPermission === undefined) return permission;
  try {
    return await handle.requestPermission({ mode: "read" });
  } catch (error) {
    // The click is too long ago for the browser: the next one can ask.
    if (error instanceof DOMException && error.name === "SecurityError") return permission;
    throw error;
  }
}

function reasonOf(error: unknown, name: string): string {
  if (error instanceof DOMException && error.name === "NotAllowedError") {
    return `Reading ${name} was not allowed: choose it again.`;
  }
  const why = fileFailureOf(error)?.message ?? `${name} cannot be opened.`;
  return `${why} Choose it again.`;
}
