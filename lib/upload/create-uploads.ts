import { nanoid } from "nanoid";
import { cancelUpload } from "./cancel";
import { createEngine } from "./engine";
import { imagesApi } from "./images-api";
import { createUploadStore, type UploadStore } from "./upload-store";
import type { UploadCommands } from "./upload-view";
import { createUppy } from "./uppy/create-uppy";
import { workerHasher } from "./worker-hasher";
import { workerTransport } from "./worker-transport";

/** Every upload of this tab: what people can do with them, and how they stand. */
export type Uploads = UploadCommands & UploadStore;

export interface UploadsOptions {
  /** An image was made, completed, given up or deleted: lists of that connection are to be read again. */
  onImageChanged: (connection: string) => void;
}

/**
 * Makes the upload engine of a tab. To be called once, in the browser; it lives as long as the tab does, and there is
 * deliberately no way to destroy it.
 */
export function createUploads({ onImageChanged }: UploadsOptions): Uploads {
  const engine = createEngine({
    api: imagesApi,
    transport: workerTransport(),
    hasher: workerHasher(),
    random: Math.random,
    onImageChanged,
  });
  const uppy = createUppy(engine);
  const store = createUploadStore(engine);
  const network = () => engine.broadcast({ type: navigator.onLine ? "online" : "offline" });
  window.addEventListener("online", network);
  window.addEventListener("offline", network);
  network();

  function setPaused(id: string, paused: boolean): void {
    const state = engine.get(id);
    if (state !== undefined && state.paused !== paused) uppy.pauseResume(id);
  }

  function forget(id: string): void {
    engine.forget(id);
    uppy.removeFile(id);
  }

  return {
    ...store,
    start(connection, files) {
      uppy.addFiles(
        files.map(({ file, name }) => ({
          source: "images-dashboard",
          name: file.name,
          type: file.type,
          data: file,
          meta: { uploadId: nanoid(), connection, imageName: name },
        })),
      );
      void uppy.upload();
    },
    pause: (id) => setPaused(id, true),
    resume: (id) => setPaused(id, false),
    retry(id) {
      if (engine.get(id)?.phase.kind === "failed") void uppy.retryUpload(id);
      else engine.dispatch(id, { type: "retry" });
    },
    async cancel(id) {
      await cancelUpload(engine, id);
      uppy.removeFile(id);
    },
    dismiss(id) {
      const kind = engine.get(id)?.phase.kind;
      if (kind === "failed" || kind === "completed") forget(id);
    },
  };
}
