import { fileProblem } from "@/lib/upload/checks";
import { fileSource } from "@/lib/upload/inspection/byte-source";
import type { FileFormat } from "@/lib/upload/inspection/file-format";
import { inspectBytes } from "@/lib/upload/inspection/inspect-bytes";
import type { ChosenFile } from "@/lib/upload/upload-commands";
import type { CheckedFile, DraftsEvent } from "./drafts";

/** A file is listed without knowing what it is when that takes longer, in ms: a network drive may take its time. */
const PATIENCE_MS = 250;

/**
 * Looks into a chosen file: a dropped folder, say, is found out here. What it is comes with the answer where it is known at once,
 * else by `onLate`.
 */
export async function checkFile(
  chosen: ChosenFile,
  onLate: (file: File, format: FileFormat) => void,
): Promise<CheckedFile> {
  const problem = await fileProblem(chosen.file);
  if (problem !== null) return { ...chosen, fileProblem: problem, format: null };
  // Whatever keeps it from being read, the upload itself will tell.
  const inspected = inspectBytes(fileSource(chosen.file)).catch(() => null);
  const format = await Promise.race([inspected, after(PATIENCE_MS)]);
  if (format === null) void tellLate();
  return { ...chosen, fileProblem: null, format };

  async function tellLate(): Promise<void> {
    const late = await inspected;
    if (late !== null) onLate(chosen.file, late);
  }
}

/** Looks into files that were chosen together and tells of them in one event; what one is may follow. */
export async function checkFiles(chosen: readonly ChosenFile[], tell: (event: DraftsEvent) => void): Promise<void> {
  const checks = Promise.all(chosen.map((one) => checkFile(one, (file, format) => void tellLate(file, format))));
  tell({ type: "files-added", files: await checks });

  async function tellLate(file: File, format: FileFormat): Promise<void> {
    // Another file may keep all of them from being listed for longer than it takes to look into this one.
    await checks;
    tell({ type: "inspected", file, format });
  }
}

function after(milliseconds: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds, null);
  });
}
