import { Uppy } from "@uppy/core";
import type { Engine } from "@/lib/upload/engine/engine";
import { UploaderPlugin } from "./uploader-plugin";
import type { UploadBody, UploadMeta, UploadsUppy } from "./uppy-types";

/** Failures are shown in the tray, with their cause: no second copy of them in the console. */
const SILENT = { debug: () => {}, warn: () => {}, error: () => {} };

/** Uppy with our uploader. It refuses nothing itself: `checks.ts` did, with sentences for people. */
export function createUppy(engine: Engine): UploadsUppy {
  const uppy = new Uppy<UploadMeta, UploadBody>({
    id: "images",
    logger: SILENT,
    // Uppy would make an id of name, size and time, and so take two uploads of one file for a mistake.
    onBeforeFileAdded: (file) => ({ ...file, id: file.meta.beginning.id }),
  });
  return uppy.use(UploaderPlugin, { engine });
}
