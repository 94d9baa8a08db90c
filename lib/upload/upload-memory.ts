import type { Engine } from "./engine/engine";
import type { Ledger } from "./ledger/ledger";
import { ledgerErrorOf, type LedgerError } from "./ledger/ledger-error";
import type { LedgerRecord } from "./ledger/ledger-record";
import { createRecorder, type Recorder, type Remembered } from "./ledger/recorder";

interface MemoryOptions {
  engine: Engine;
  ledger: Ledger;
  /** Every record, each time the ledger was read. */
  onRecords: (records: readonly LedgerRecord[]) => void;
  /** This tab added or removed a record. */
  onListChanged: () => void;
  /** Something to show changed. */
  onChange: () => void;
}

/** What this browser remembers of uploads, and whether it does: the ledger with its troubles told in sentences. */
export class UploadMemory {
  readonly #recorder: Recorder;
  #isRead = false;
  #setAside: readonly string[] = [];
  #trouble: string | null = null;

  constructor(private readonly options: MemoryOptions) {
    const { engine, ledger, onListChanged } = options;
    this.#recorder = createRecorder({ engine, ledger, onListChanged, onError: (error) => this.#told(error) });
  }

  /** Keeps a record of an upload of this tab until nothing of it is left to remember. */
  remember(id: string, remembered: Remembered): void {
    this.#recorder.remember(id, remembered);
  }

  /** Resolves when what happened to an upload of this tab is written, or could not be. Never rejects. */
  written(id: string): Promise<void> {
    return this.#recorder.flushed(id);
  }

  /** False until the ledger was read once, or could not be. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** Records that were set aside, a sentence each. */
  get setAside(): readonly string[] {
    return this.#setAside;
  }

  /** Why nothing is remembered, a sentence for people; null while all is well. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** Reads the ledger, again when another tab changed it. */
  async read(): Promise<void> {
    const { ledger, onRecords, onChange } = this.options;
    try {
      const { records, setAside } = await ledger.list();
      this.#setAside = setAside.map(({ reason }) => reason);
      onRecords(records);
    } catch (error) {
      this.#told(ledgerErrorOf(error, "unavailable"));
    }
    this.#isRead = true;
    onChange();
  }

  /** Forgets an upload that no tab runs. */
  async forget(id: string): Promise<void> {
    const { ledger, onListChanged } = this.options;
    try {
      await ledger.remove(id);
    } catch (error) {
      this.#told(ledgerErrorOf(error, "failed"));
    }
    onListChanged();
    await this.read();
  }

  #told(error: LedgerError): void {
    this.#trouble = error.message;
    this.options.onChange();
  }
}
