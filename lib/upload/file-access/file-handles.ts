import { fileFailureOf } from "@/lib/upload/machine/failure";
import type { ChosenFile } from "@/lib/upload/upload-commands";

// Files that can be opened again after a reload. Chromium alone has this, and only in a secure context (HTTPS or this computer):
// https://wicg.github.io/file-system-access/

declare global {
  interface Window {
    showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]>;
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

/**
 * Lets people choose files, or one, with their handles; none when they cancel. Null where there is no such picker: use a file input.
 * To be called in a click.
 */
export async function pickFiles({ multiple }: { multiple: boolean }): Promise<ChosenFile[] | null> {
  if (window.showOpenFilePicker === undefined) return null;
  try {
    const handles = await window.showOpenFilePicker({ multiple });
    return await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return [];
    throw error;
  }
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
