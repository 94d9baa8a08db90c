import type { Engine } from "./engine/engine";
import type { FileFormat } from "./inspection/file-format";
import { rememberFormat } from "./inspection/known-formats";
import { imageOf } from "./machine/machine";

/** What the files of uploads are, until their images are made. */
export interface PendingFormats {
  set: (uploadId: string, format: FileFormat | null) => void;
  /** Null when it was never known, and once its image is made. */
  get: (uploadId: string) => FileFormat | null;
}

/** Remembers what the files of an engine's uploads are, each as soon as its image is made. */
export function rememberFormats(engine: Engine): PendingFormats {
  const formats = new Map<string, FileFormat>();
  engine.subscribe(({ id }, after) => {
    const format = formats.get(id);
    if (format === undefined) return;
    const image = after === null ? null : imageOf(after.phase);
    if (image !== null) rememberFormat(image.id, format);
    if (image !== null || after === null) formats.delete(id);
  });
  return {
    set(uploadId, format) {
      if (format !== null) formats.set(uploadId, format);
    },
    get: (uploadId) => formats.get(uploadId) ?? null,
  };
}
