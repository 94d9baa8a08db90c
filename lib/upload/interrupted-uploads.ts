import type { Ledger } from "./ledger/ledger";
import type { LedgerRecord } from "./ledger/ledger-record";
import type { Ownership } from "./tabs/ownership";
import type { ChosenFile, ResumeOutcome, UploadTarget } from "./upload-commands";

/** A record's file, or why it has to be chosen: a sentence, or null when the browser never could open it again. */
export type OpenedFile = { chosen: ChosenFile; reason: null } | { chosen: null; reason: string | null };

/** What going on with an interrupted upload needs of the outside. */
export interface ResumeOutside {
  ledger: Ledger;
  ownership: Ownership;
  /** The record's file, if it can be had without asking anybody. */
  fileAtHand: (record: LedgerRecord) => Promise<ChosenFile | null>;
  /** Opens the record's file by its handle; may ask for permission, so it is called within a click. */
  openFile: (record: LedgerRecord) => Promise<OpenedFile>;
  /** Null when it is the file that the upload began with, or the sentence that says why not. */
  differenceOf: (record: LedgerRecord, file: File) => Promise<string | null>;
  /** Goes on with the upload in this tab, which owns it. */
  begin: (record: LedgerRecord, chosen: ChosenFile) => void;
  /** Whether this tab runs the upload. */
  isRunning: (id: string) => boolean;
  /** Whether the account that the upload belongs to is signed in. */
  isSignedIn: (target: UploadTarget) => boolean;
  onChange: () => void;
}

/**
 * The uploads that this browser remembers and no tab runs. A record whose tab is gone goes on by itself where its file can be had
 * without asking, and waits for somebody to resume it where not.
 */
export class InterruptedUploads {
  readonly #records = new Map<string, LedgerRecord>();
  /** Records that another tab runs, or that are being looked at. */
  readonly #watched = new Map<string, AbortController>();

  constructor(private readonly outside: ResumeOutside) {}

  /** Newest first. */
  get records(): LedgerRecord[] {
    return [...this.#records.values()].toSorted((a, b) => b.updatedAt - a.updatedAt);
  }

  /** Brings what is known in line with the ledger's records: new ones are looked at, those that are gone forgotten. */
  follow(records: readonly LedgerRecord[]): void {
    const ids = new Set(records.map(({ id }) => id));
    for (const id of this.#records.keys()) if (!ids.has(id)) this.#take(id);
    for (const id of this.#watched.keys()) if (!ids.has(id)) this.#unwatch(id);
    for (const { id } of records) if (!this.#records.has(id)) this.#watch(id);
  }

  /** Looks again at what is interrupted: somebody signed in. */
  reconsider(): void {
    for (const id of this.#records.keys()) this.#watch(id);
  }

  /** Another tab runs these uploads: they are interrupted again when that tab is gone. */
  runElsewhere(ids: ReadonlySet<string>): void {
    for (const id of this.#records.keys()) {
      if (!ids.has(id)) continue;
      this.#take(id);
      this.#watch(id);
    }
  }

  /** See `UploadCommands.resumeInterrupted`. */
  async resume(id: string, chosen?: ChosenFile): Promise<ResumeOutcome> {
    const { openFile, differenceOf, begin } = this.outside;
    const record = this.#records.get(id);
    if (record === undefined) return { kind: "elsewhere" };
    this.#unwatch(id);
    // First of all: the browser asks for permission only while the click is fresh.
    const opened = chosen === undefined ? await openFile(record) : { chosen, reason: null };
    if (opened.chosen === null) return { kind: "needs_file", reason: opened.reason };
    const difference = await differenceOf(record, opened.chosen.file);
    if (difference !== null) return { kind: "different_file", message: difference };
    // Another tab may have gone on and stopped meanwhile: only the newest record knows every part.
    const newest = await this.claim(id);
    // Another click may have been first.
    if (newest === null || !this.#take(id)) return { kind: "elsewhere" };
    begin({ ...newest, paused: false }, { ...opened.chosen, handle: opened.chosen.handle ?? newest.handle });
    return { kind: "resumed" };
  }

  /** The newest record of an interrupted upload, as far as the ledger can be read, owned by this tab in order to end it; null when another tab has it. */
  async claim(id: string): Promise<LedgerRecord | null> {
    const { ownership, ledger } = this.outside;
    const record = this.#records.get(id);
    if (record === undefined || !(await ownership.claim(id))) return null;
    const newest = await ledger.get(id).catch(() => record);
    if (newest === null) {
      this.#take(id);
      ownership.release(id);
    }
    return newest;
  }

  #take(id: string): boolean {
    const isTaken = this.#records.delete(id);
    if (isTaken) this.outside.onChange();
    return isTaken;
  }

  #unwatch(id: string): void {
    this.#watched.get(id)?.abort();
    this.outside.ownership.release(id);
  }

  #watch(id: string): void {
    if (this.#watched.has(id) || this.outside.isRunning(id)) return;
    const controller = new AbortController();
    this.#watched.set(id, controller);
    void this.#look(id, controller.signal).finally(() => this.#watched.delete(id));
  }

  async #look(id: string, signal: AbortSignal): Promise<void> {
    const { ownership } = this.outside;
    try {
      await ownership.waitToOwn(id, signal);
      const begun = await this.#goOnAlone(id, signal);
      if (!begun && !signal.aborted) ownership.release(id);
    } catch {
      // Aborted, or the ledger cannot be read, which is told elsewhere: somebody else may try.
      if (!signal.aborted) ownership.release(id);
    }
  }

  /** Nobody runs the upload: goes on with it if nobody need be asked, and otherwise says that it is interrupted. */
  async #goOnAlone(id: string, signal: AbortSignal): Promise<boolean> {
    const { ledger, begin, onChange } = this.outside;
    const record = await ledger.get(id);
    if (signal.aborted) return false;
    if (record === null) {
      this.#take(id);
      return false;
    }
    // Whatever is wrong with the file, people are told when they choose it.
    const chosen = await this.#sameFileAtHand(record).catch(() => null);
    if (signal.aborted) return false;
    if (chosen !== null) {
      this.#take(id);
      begin(record, chosen);
      return true;
    }
    this.#records.set(id, record);
    onChange();
    return false;
  }

  async #sameFileAtHand(record: LedgerRecord): Promise<ChosenFile | null> {
    const { fileAtHand, differenceOf, isSignedIn } = this.outside;
    const chosen = isSignedIn(record) ? await fileAtHand(record) : null;
    return chosen !== null && (await differenceOf(record, chosen.file)) === null ? chosen : null;
  }
}
