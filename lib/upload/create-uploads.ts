import { nanoid } from "nanoid";
import { ApiError } from "@/lib/contract/errors";
import type { FormValues } from "@/lib/contract/form";
import { cancelUpload } from "./engine/cancel";
import { createEngine } from "./engine/engine";
import { imagesApi } from "./engine/images-api";
import { fingerprintOf } from "./ledger/fingerprint";
import { restoredUpload } from "./ledger/recording";
import { emptyImage, queuedUpload, type UploadSeed, type UploadState } from "./machine/upload-state";
import { rememberFormats } from "./remember-formats";
import { createRememberedUploads } from "./remembered-uploads";
import { SignedInAccounts } from "./signed-in-accounts";
import { keepSpeedSetting, readSpeedSetting } from "./speed-setting";
import type { ChosenFile, NamedFile, UploadCommands, UploadTarget } from "./upload-commands";
import { createUploadStore, type UploadStore } from "./upload-store";
import { createUppy } from "./uppy/create-uppy";
import { workerHasher } from "./workers/worker-hasher";
import { workerTransport } from "./workers/worker-transport";

/** Every upload of this tab and what is known of others: what people can do with them, and how they stand. */
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
  const accounts = new SignedInAccounts(engine);
  const formats = rememberFormats(engine);
  const remembered = createRememberedUploads({
    engine,
    accounts,
    begin(record, chosen) {
      const { fingerprint, startedAt } = record;
      remembered.keep(record.id, chosen, { fingerprint: fingerprint ?? fingerprintOf(chosen.file), startedAt });
      add(restoredUpload(record), chosen);
      void uppy.upload();
    },
    onCommand(id, command) {
      if (engine.get(id) !== undefined) commands[command](id);
    },
    onSignedIn: (target) => accounts.add(target),
    onChange: () => store.changed(),
  });
  const speed = { limit: readSpeedSetting() };
  engine.limitSpeed(speed.limit);
  const store = createUploadStore({ engine, others: () => ({ ...remembered.snapshot(), speedLimit: speed.limit }) });
  engine.subscribe(({ id }, after) => {
    if (after?.phase.kind === "canceled") uppy.removeFile(id);
  });
  const network = () => engine.broadcast({ type: navigator.onLine ? "online" : "offline" });
  window.addEventListener("online", network);
  window.addEventListener("offline", network);
  network();

  function add(beginning: UploadState, { file }: ChosenFile): void {
    uppy.addFile({ source: "images-dashboard", name: file.name, type: file.type, data: file, meta: { beginning } });
  }

  function addNew(beginning: UploadState, chosen: ChosenFile): void {
    remembered.keep(beginning.id, chosen, { fingerprint: fingerprintOf(chosen.file), startedAt: Date.now() });
    add(beginning, chosen);
  }

  function addNamed(target: UploadTarget, { name, file, handle, format, values }: NamedFile): void {
    const upload = queuedUpload(seedOf(target, name, file, values));
    formats.set(upload.id, format);
    addNew(upload, { file, handle });
  }

  function isBeingFilled({ connection }: UploadTarget, imageId: string): boolean {
    const { uploads, interrupted } = store.getSnapshot();
    return [...uploads, ...interrupted].some(
      (upload) => upload.imageId === imageId && upload.connection === connection,
    );
  }

  function setPaused(id: string, paused: boolean): void {
    const state = engine.get(id);
    if (state === undefined) remembered.ask(id, paused ? "pause" : "resume");
    else if (state.paused !== paused) uppy.pauseResume(id);
  }

  const commands: UploadCommands = {
    start(target, files) {
      for (const file of files) addNamed(target, file);
      void uppy.upload();
    },
    startAgain(id, name, values) {
      const state = engine.get(id);
      const chosen = remembered.fileOf(id);
      if (state?.phase.kind !== "failed" || state.phase.image !== null || chosen === null) return;
      const format = formats.get(id);
      commands.dismiss(id);
      addNamed(
        { connection: state.connection, account: state.account },
        {
          ...chosen,
          name,
          format,
          values: values ?? state.values,
        },
      );
      void uppy.upload();
    },
    valuesOf: (id) => engine.get(id)?.values ?? {},
    async fill(target, image, chosen) {
      const { size: sizeBytes } = chosen.file;
      const plan = await imagesApi.plan(target, image.id, { sizeBytes });
      // Parts of two files, or of two sizes, would be mixed up in it.
      if (isBeingFilled(target, image.id)) {
        throw new ApiError("conflict", "This browser has an upload to this image already: go on with that one.");
      }
      const upload = queuedUpload(seedOf(target, image.name, chosen.file));
      addNew({ ...upload, phase: emptyImage({ id: image.id, plan }) }, chosen);
      void uppy.upload();
    },
    pause: (id) => setPaused(id, true),
    resume: (id) => setPaused(id, false),
    pauseAll: () => uppy.pauseAll(),
    resumeAll: () => uppy.resumeAll(),
    retry(id) {
      const state = engine.get(id);
      if (state === undefined) remembered.ask(id, "retry");
      else if (state.phase.kind === "failed") void uppy.retryUpload(id);
      else engine.dispatch(id, { type: "retry" });
    },
    cancel: (id) => cancelUpload(engine, id),
    dismiss(id) {
      const kind = engine.get(id)?.phase.kind;
      if (kind === undefined) void remembered.forget(id);
      if (kind !== "failed" && kind !== "completed") return;
      engine.forget(id);
      uppy.removeFile(id);
    },
    resumeInterrupted: remembered.resume,
    discardInterrupted: remembered.discard,
    signedIn: remembered.signedIn,
    signedOut: (connection) => accounts.remove(connection),
    setSpeedLimit(bytesPerSecond) {
      speed.limit = bytesPerSecond;
      keepSpeedSetting(bytesPerSecond);
      engine.limitSpeed(bytesPerSecond);
      store.changed();
    },
  };
  return { ...commands, getSnapshot: store.getSnapshot, subscribe: store.subscribe };
}

function seedOf({ connection, account }: UploadTarget, name: string, file: File, values: FormValues = {}): UploadSeed {
  const { name: fileName, size, lastModified } = file;
  return { id: nanoid(), connection, account, name, values, file: { name: fileName, sizeBytes: size, lastModified } };
}
