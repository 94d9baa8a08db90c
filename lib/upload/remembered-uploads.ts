import type { Engine } from "./engine/engine";
import { imagesApi } from "./engine/images-api";
import { removeImage } from "./engine/remove-image";
import { openHandle } from "./file-access/file-handles";
import { InterruptedUploads, type OpenedFile } from "./interrupted-uploads";
import { indexeddbLedger } from "./ledger/indexeddb-ledger";
import { interruptedUpload } from "./ledger/interrupted";
import type { LedgerRecord } from "./ledger/ledger-record";
import type { Remembered } from "./ledger/recorder";
import { differenceOf } from "./ledger/same-file";
import { shortcomingsOf } from "./shortcomings";
import type { SignedInAccounts } from "./signed-in-accounts";
import { createOwnership } from "./tabs/create-ownership";
import { createOtherTabs } from "./tabs/other-tabs";
import { createTabChannel } from "./tabs/tab-channel";
import type { TabCommand } from "./tabs/tab-message";
import type { ChosenFile, ResumeOutcome, UploadTarget } from "./upload-commands";
import { UploadMemory } from "./upload-memory";
import { ownViews } from "./upload-store";
import type { UploadView } from "./upload-view";
import type { UploadsSnapshot } from "./uploads-snapshot";

export interface RememberedUploadsOptions {
  engine: Engine;
  accounts: SignedInAccounts;
  /** Goes on with what this tab owns from now on. */
  begin: (record: LedgerRecord, chosen: ChosenFile) => void;
  /** Another tab asks for something. */
  onCommand: (id: string, command: TabCommand) => void;
  /** Somebody signed in, in another tab. */
  onSignedIn: (target: UploadTarget) => void;
  onChange: () => void;
}

/** What outlives this tab, or belongs to another one: the ledger, who owns which upload, and what other tabs tell. */
export interface RememberedUploads {
  /** Keeps an upload of this tab in the ledger, owned by this tab, with its file at hand for the other tabs. */
  keep(id: string, chosen: ChosenFile, remembered: Omit<Remembered, "handle">): void;
  /** The file of an upload of this tab; null when it is over. */
  fileOf: (id: string) => ChosenFile | null;
  resume: (id: string, chosen?: ChosenFile) => Promise<ResumeOutcome>;
  /** Deletes the image of an interrupted upload and forgets it. Rejects with an `ApiError` when that is not possible now. */
  discard: (id: string) => Promise<void>;
  /** Forgets an interrupted upload, and deletes nothing. */
  forget(id: string): Promise<void>;
  /** There is a token for this account: what waited for it goes on, in every tab. */
  signedIn: (target: UploadTarget) => void;
  /** Asks the tab that runs the upload. */
  ask: (id: string, command: TabCommand) => void;
  snapshot(): Omit<UploadsSnapshot, "uploads" | "speedLimit"> & { elsewhere: readonly UploadView[] };
}

export function createRememberedUploads(options: RememberedUploadsOptions): RememberedUploads {
  const { engine, accounts, begin, onChange } = options;
  const ledger = indexeddbLedger();
  const channel = createTabChannel(window);
  /** The files of what this tab owns: from before the engine runs it until after the ledger forgot it. */
  const files = new Map<string, ChosenFile>();
  const otherTabs = createOtherTabs({
    channel,
    ownViews: () => ownViews(engine),
    ownFile: (id) => files.get(id) ?? null,
    onCommand: options.onCommand,
    onSignedIn: options.onSignedIn,
    onLedgerChanged: () => void memory.read(),
    onChange() {
      interrupted.runElsewhere(new Set(otherTabs.views().map(({ id }) => id)));
      onChange();
    },
  });
  const ownership = createOwnership(channel);
  const memory = new UploadMemory({
    engine,
    ledger,
    onRecords: (records) => interrupted.follow(records),
    onListChanged: () => otherTabs.tellLedgerChanged(),
    onChange,
  });
  const interrupted = new InterruptedUploads({
    ledger,
    ownership,
    fileAtHand: async (record) => otherTabs.fileOf(record.id) ?? (await openRecorded(record, false)).chosen,
    openFile: (record) => openRecorded(record, true),
    differenceOf,
    begin,
    isRunning: (id) => files.has(id) || engine.get(id) !== undefined,
    isSignedIn: (target) => accounts.has(target),
    onChange,
  });

  engine.subscribe(({ id }, after) => {
    otherTabs.ownChanged();
    if (after !== null && after.phase.kind !== "completed" && after.phase.kind !== "canceled") return;
    void over(id);
  });
  void memory.read();

  /** Lets go of an upload once it is forgotten: who owned it sooner would find its record and begin it again. */
  async function over(id: string): Promise<void> {
    await memory.written(id);
    files.delete(id);
    ownership.release(id);
  }

  /** Forgets an interrupted upload once `work` is done, unless another tab has it meanwhile. */
  async function endInterrupted(id: string, work?: (record: LedgerRecord) => Promise<void>): Promise<void> {
    const record = await interrupted.claim(id);
    if (record === null) return;
    try {
      await work?.(record);
      await memory.forget(id);
    } finally {
      ownership.release(id);
    }
  }

  return {
    keep(id, chosen, remembered) {
      void ownership.claim(id);
      memory.remember(id, { ...remembered, handle: chosen.handle });
      files.set(id, chosen);
      otherTabs.shareFile(id);
    },
    fileOf: (id) => files.get(id) ?? null,
    resume: (id, chosen) => interrupted.resume(id, chosen),
    discard: (id) =>
      endInterrupted(id, async ({ connection, account, image }) => {
        if (image === null) return;
        await removeImage(imagesApi, { connection, account }, image.id);
      }),
    forget: (id) => endInterrupted(id),
    signedIn(target) {
      accounts.add(target);
      otherTabs.tellSignedIn(target);
      interrupted.reconsider();
    },
    ask: (id, command) => otherTabs.send(id, command),
    snapshot: () => ({
      elsewhere: otherTabs.views(),
      interrupted: interrupted.records.map(interruptedUpload),
      isLedgerRead: memory.isRead,
      setAside: memory.setAside,
      shortcomings: shortcomingsOf(window.isSecureContext, memory.trouble),
    }),
  };
}

async function openRecorded({ handle }: LedgerRecord, mayAsk: boolean): Promise<OpenedFile> {
  if (handle === null) return { chosen: null, reason: null };
  const opened = await openHandle(handle, { mayAsk });
  if (opened.kind === "closed") return { chosen: null, reason: opened.reason };
  return { chosen: { file: opened.file, handle }, reason: null };
}
