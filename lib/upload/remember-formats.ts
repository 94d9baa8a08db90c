import type { Engine } from "./engine/engine";
import type { FileFormat } from "./inspection/file-format";
import { knownFormat, rememberFormat } from "./inspection/known-formats";
import { imageOf } from "./machine/machine";

/** What the files of uploads are, until their images are made. */
export interface PendingFormats {
  set: (uploadId: string, format: FileFormat | null) => void;
  /** Null when it was never known, and once its image is made. */
  get: (uploadId: string) => FileFormat | null;
}

/** Remembers what the files of an engine's uploads are, each as soon as its image is made, and when the image's id changes. */
export function rememberFormats(engine: Engine): PendingFormats {
  const formats = new Map<string, FileFormat>();
  engine.subscribe((before, after) => {
    const { id, connection } = before;
    const imageId = after === null ? null : (imageOf(after.phase)?.id ?? null);
    const earlierId = imageOf(before.phase)?.id ?? null;
    if (imageId !== null && imageId !== earlierId) {
      const format = formats.get(id) ?? (earlierId === null ? null : knownFormat({ connection, id: earlierId }));
      if (format !== null) rememberFormat({ connection, id: imageId }, format);
    }
    if (imageId !== null || after === null) formats.delete(id);
  });
  return {
    set(uploadId, format) {
      if (format !== null) formats.set(uploadId, format);
    },
    get: (uploadId) => formats.get(uploadId) ?? null,
  };
}
