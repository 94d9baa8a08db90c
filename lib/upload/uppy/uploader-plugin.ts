import { BasePlugin, type PluginOpts } from "@uppy/core";
import type { Engine } from "@/lib/upload/engine/engine";
import type { UploadState } from "@/lib/upload/machine/upload-state";
import { sentBytesOf } from "@/lib/upload/view";
import type { UploadBody, UploadMeta, UploadsUppy } from "./uppy-types";

export interface UploaderOptions extends PluginOpts {
  engine: Engine;
}

/**
 * Uppy's uploader: hands Uppy's files to the engine, its commands to the machine, and tells Uppy what the machine says.
 * Uppy is never asked what an upload is doing; the machine's state is the only truth.
 */
export class UploaderPlugin extends BasePlugin<UploaderOptions, UploadMeta, UploadBody> {
  static readonly VERSION = "1.0.0";

  readonly #engine: Engine;
  readonly #waiting = new Map<string, () => void>();
  #unsubscribe = () => {};

  constructor(uppy: UploadsUppy, options: UploaderOptions) {
    super(uppy, options);
    this.id = "ImageUploader";
    this.type = "uploader";
    this.#engine = options.engine;
  }

  override install(): void {
    const { uppy } = this;
    const { capabilities } = uppy.getState();
    uppy.setState({ capabilities: { ...capabilities, individualCancellation: true, resumableUploads: true } });
    uppy.addUploader(this.#upload);
    this.#unsubscribe = this.#engine.subscribe(this.#changed);
    uppy.on("upload-pause", (file, isPaused) => {
      if (file !== undefined) this.#engine.dispatch(file.id, { type: isPaused ? "pause" : "resume" });
    });
    uppy.on("pause-all", () => this.#engine.broadcast({ type: "pause" }));
    uppy.on("resume-all", () => this.#engine.broadcast({ type: "resume" }));
    uppy.on("upload-retry", (file) => this.#engine.dispatch(file.id, { type: "retry" }));
    // Uppy removes files when it is destroyed, too: nobody asked to delete an image, so the upload only stops.
    uppy.on("file-removed", (file) => {
      this.#engine.dispatch(file.id, { type: "pause" });
      this.#settle(file.id);
    });
  }

  override uninstall(): void {
    this.uppy.removeUploader(this.#upload);
    this.#unsubscribe();
  }

  /** Uppy's promise for a batch: settled when each of its files has come to an end, good or bad. */
  readonly #upload = async (ids: string[]): Promise<void> => {
    await Promise.all(ids.map((id) => this.#run(id)));
  };

  async #run(id: string): Promise<void> {
    const file = this.uppy.getFile(id);
    if (!(file.data instanceof File)) throw new TypeError("An upload needs a file of this computer.");
    this.uppy.emit("upload-start", [file]);
    const known = this.#engine.get(id);
    if (known?.phase.kind === "failed") {
      // Uppy offers every failed file again whenever an upload begins; only `retry` tries it again.
      this.#emitEnd(known);
      return;
    }
    const settled = new Promise<void>((resolve) => this.#waiting.set(id, resolve));
    if (known === undefined) {
      this.#engine.add(file.meta.beginning, file.data);
    }
    await settled;
  }

  readonly #changed = (before: UploadState, after: UploadState | null): void => {
    const { id } = before;
    const file = this.uppy.getState().files[id];
    if (after === null || file === undefined) {
      this.#settle(id);
      return;
    }
    if ((file.isPaused ?? false) !== after.paused) this.uppy.setFileState(id, { isPaused: after.paused });
    const bytesUploaded = sentBytesOf(after);
    if (bytesUploaded !== sentBytesOf(before)) {
      const uploadStarted = file.progress.uploadStarted ?? Date.now();
      this.uppy.emit("upload-progress", file, { uploadStarted, bytesUploaded, bytesTotal: after.file.sizeBytes });
    }
    if (after.phase.kind !== before.phase.kind) this.#emitEnd(after);
  };

  #emitEnd({ id, phase }: UploadState): void {
    const file = this.uppy.getFile(id);
    switch (phase.kind) {
      case "completed":
        this.uppy.emit("upload-success", file, { status: 200, body: { imageId: phase.image.id } });
        return this.#settle(id);
      case "failed":
        this.uppy.emit("upload-error", file, { name: phase.failure.code, message: phase.failure.message });
        return this.#settle(id);
      case "canceled":
        return this.#settle(id);
      case "queued":
      case "creating":
      case "transferring":
      case "finishing":
      case "verifying":
      case "canceling":
        return;
      default:
        return phase satisfies never;
    }
  }

  #settle(id: string): void {
    this.#waiting.get(id)?.();
    this.#waiting.delete(id);
  }
}
