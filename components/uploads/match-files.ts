import type { ChosenFile } from "@/lib/upload/upload-commands";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";

type Wanted = Pick<InterruptedUpload, "id" | "fileName" | "sizeBytes">;

/** The uploads that a file may belong to, by its name and size; its bytes decide. */
function uploadsOfFile<T extends Wanted>(uploads: readonly T[], { file }: ChosenFile): T[] {
  return uploads.filter(({ fileName, sizeBytes }) => fileName === file.name && sizeBytes === file.size);
}

/**
 * Gives each file to the first upload that takes it, one after the other.
 * @param resume whether the upload goes on with the file
 * @returns how many files nobody took
 */
export async function giveFiles<T extends Wanted>(
  uploads: readonly T[],
  files: readonly ChosenFile[],
  resume: (upload: T, file: ChosenFile) => Promise<boolean>,
): Promise<number> {
  let waiting = uploads;
  let left = 0;
  for (const file of files) {
    let taker: T | undefined;
    for (const upload of uploadsOfFile(waiting, file)) {
      if (!(await resume(upload, file))) continue;
      taker = upload;
      break;
    }
    if (taker === undefined) left += 1;
    waiting = waiting.filter((upload) => upload !== taker);
  }
  return left;
}
