import type { Engine } from "@/lib/upload/engine/engine";
import { imageOf } from "@/lib/upload/machine/machine";
import type { UploadState } from "@/lib/upload/machine/upload-state";
import type { Ledger } from "./ledger";
import { ledgerErrorOf, type LedgerError } from "./ledger-error";
import type { LedgerRecord } from "./ledger-record";
import { recordOf } from "./recording";

/** What is known of an upload beside its state. A fingerprint may come later: what is known is recorded without it first. */
export interface Remembered {
  fingerprint: string | null | Promise<string | null>;
  handle: FileSystemFileHandle | null;
  /** Epoch ms. */
  startedAt: number;
}

export interface RecorderOptions {
  engine: Pick<Engine, "get" | "subscribe">;
  ledger: Ledger;
  /** Told once, of the first error: uploads go on without a memory, and each change is another try. */
  onError: (error: LedgerError) => void;
  /** A record was added or removed. */
  onListChanged: () => void;
}

export interface Recorder {
  /** Keeps the ledger's record of an upload from now on, until nothing of it is left to remember. Call it before or after `add`. */
  remember(id: string, remembered: Remembered): void;
  /** Resolves when everything that happened to an upload so far is written, or could not be. Never rejects. */
  flushed(id: string): Promise<void>;
}

interface Entry {
  handle: FileSystemFileHandle | null;
  startedAt: number;
  fingerprint: string | null;
  /** What the ledger is to have: null for nothing, undefined as long as nothing was said. */
  wanted: LedgerRecord | null | undefined;
  /** What the ledger has, as far as this recorder wrote it. */
  written: LedgerRecord | null | undefined;
  isWriting: boolean;
}

/** Keeps the ledger up to date with the engine: each upload's newest state, one write at a time. */
export function createRecorder({ engine, ledger, onError, onListChanged }: RecorderOptions): Recorder {
  const entries = new Map<string, Entry>();
  const writings = new Map<string, Promise<void>>();
  let hasFailed = false;

  function want(id: string, state: UploadState | null): void {
    const entry = entries.get(id);
    if (entry === undefined) return;
    const { fingerprint, handle, startedAt } = entry;
    const recording = state === null ? null : recordOf(state, { fingerprint, handle, startedAt, now: Date.now() });
    if (recording === "as_before") return;
    entry.wanted = recording;
    save(id, entry);
  }

  function save(id: string, entry: Entry): void {
    if (entry.isWriting) return;
    const writing = write(id, entry);
    writings.set(id, writing);
    void writing.then(() => writings.get(id) === writing && writings.delete(id));
  }

  async function write(id: string, entry: Entry): Promise<void> {
    entry.isWriting = true;
    while (entry.wanted !== undefined && entry.wanted !== entry.written) {
      const { wanted, written } = entry;
      try {
        await (wanted === null ? ledger.remove(id) : ledger.put(wanted));
        entry.written = wanted;
        if (wanted === null || !written) onListChanged();
      } catch (error) {
        tell(ledgerErrorOf(error, "failed"));
        // Not again before something new is wanted.
        if (entry.wanted === wanted) break;
      }
    }
    entry.isWriting = false;
  }

  function addFingerprint(id: string, entry: Entry, fingerprint: string | null): void {
    entry.fingerprint = fingerprint;
    if (!entry.wanted || fingerprint === null) return;
    entry.wanted = { ...entry.wanted, fingerprint };
    save(id, entry);
  }

  function tell(error: LedgerError): void {
    if (hasFailed) return;
    hasFailed = true;
    onError(error);
  }

  engine.subscribe((before, after) => {
    const { id } = before;
    // An event may come out of another one, and is told of first: the engine knows which state is the newest.
    const newest = after === null ? null : (engine.get(id) ?? after);
    if (newest === null || before === after || isDurableChange(before, newest)) want(id, newest);
    if (newest === null || newest.phase.kind === "canceled") entries.delete(id);
  });

  return {
    remember(id, { fingerprint, handle, startedAt }) {
      const isLater = fingerprint instanceof Promise;
      const entry: Entry = {
        handle,
        startedAt,
        fingerprint: isLater ? null : fingerprint,
        wanted: undefined,
        written: undefined,
        isWriting: false,
      };
      entries.set(id, entry);
      const state = engine.get(id);
      if (state !== undefined) want(id, state);
      if (!isLater) return;
      // A file that cannot be read is the upload's own failure; without a fingerprint size and time are compared.
      void fingerprint.catch(() => null).then((value) => addFingerprint(id, entry, value));
    },
    async flushed(id) {
      for (let writing = writings.get(id); writing !== undefined; writing = writings.get(id)) await writing;
    },
  };
}

/** Whether something changed that would have to be known after a reload; bytes in flight are not of it. */
function isDurableChange(before: UploadState, after: UploadState): boolean {
  if (before.paused !== after.paused) return true;
  const [old, now] = [before.phase, after.phase];
  if (old.kind !== now.kind || now.kind === "canceling") return true;
  if (imageOf(old)?.id !== imageOf(now)?.id) return true;
  if (old.kind !== "transferring" || now.kind !== "transferring") return false;
  const isHashed = old.hash.checkpoint !== now.hash.checkpoint || old.hash.sha256 !== now.hash.sha256;
  return isHashed || old.acknowledged !== now.acknowledged;
}
