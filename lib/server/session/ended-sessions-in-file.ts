import "server-only";
import type { Logger } from "pino";
import { type EndedSessions, MARGIN_SECONDS, type SessionName } from "./ended-sessions";
import { appendToFile, readKeptLines, replaceFile } from "./ended-sessions-file";

interface EndedSessionsOptions {
  /** Made when it is missing, for its owner's eyes only. */
  file: string;
  lifetimeSeconds: number;
  /** In epoch ms. */
  now: () => number;
  log: Pick<Logger, "error" | "warn">;
  maxEntries?: number;
}

/** About 25 MB of memory. With more, the oldest half is forgotten, and so is everybody who signed in before them: nothing comes back. */
const MAX_ENTRIES = 200_000;

/**
 * For a server that keeps its rows in its own folder. Where the disk takes no more the sign-in has ended all the same, until the server
 * starts again; the log tells.
 * @throws the system's error when the file cannot be read
 */
export function openEndedSessionsFile(options: EndedSessionsOptions): EndedSessions {
  return new EndedSessionsInFile(options);
}

declare global {
  var endedSessionsByFile: Map<string, EndedSessions> | undefined;
}

/** The same one for everybody in this process: Next loads the modules of pages and of routes separately, each with a memory of its own. */
export function sharedEndedSessionsFile(options: EndedSessionsOptions): EndedSessions {
  const byFile = (globalThis.endedSessionsByFile ??= new Map());
  const opened = byFile.get(options.file) ?? openEndedSessionsFile(options);
  byFile.set(options.file, opened);
  return opened;
}

class EndedSessionsInFile implements EndedSessions {
  /** When they began, by id. */
  readonly #ended = new Map<string, number>();
  /** All that began then or before have ended. */
  #endedUntil = -1;
  #unwritten: string[] = [];
  #lines = 0;
  /** What is in the file can be added to. */
  #isWhole = false;
  #writing = Promise.resolve();

  constructor(private readonly options: EndedSessionsOptions) {
    const { lines, isDamaged } = readKeptLines(options.file);
    for (const { signedInAt, sessionId } of lines) {
      if (sessionId === null) this.#endedUntil = Math.max(this.#endedUntil, signedInAt);
      else this.#ended.set(sessionId, signedInAt);
    }
    const time = Math.floor(options.now() / 1000);
    // Whose sign-outs stood there nobody knows, so everybody's count. Where there never was a file, nobody has signed in yet.
    if (isDamaged || lines.length === 0) this.#endedUntil = time - 1;
    // Written by a clock that was ahead: nobody could sign in until then.
    if (this.#endedUntil > time + MARGIN_SECONDS) this.#endedUntil = time - 1;
    if (isDamaged) options.log.warn({ file: options.file }, "the ended sign-ins are damaged: everybody signs in again");
    this.#forgetOld();
    this.#rewrite();
  }

  async prepare(): Promise<void> {}

  async has(session: SessionName): Promise<boolean> {
    return this.#has(session);
  }

  #has({ sessionId, signedInAt }: SessionName): boolean {
    return signedInAt <= this.#endedUntil || this.#ended.has(sessionId);
  }

  end({ sessionId, signedInAt }: SessionName): Promise<void> {
    if (!this.#has({ sessionId, signedInAt })) {
      this.#ended.set(sessionId, signedInAt);
      this.#unwritten.push(lineOf(signedInAt, sessionId));
    }
    // One after the other; whoever waits takes along what came meanwhile.
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { file, log, maxEntries = MAX_ENTRIES } = this.options;
    if (this.#unwritten.length === 0) return;
    if (!this.#isWhole || this.#lines > 2 * maxEntries || this.#ended.size > maxEntries) {
      this.#forgetOld();
      return this.#rewrite();
    }
    const lines = this.#unwritten;
    this.#unwritten = [];
    try {
      await appendToFile(file, lines.join(""));
      this.#lines += lines.length;
    } catch (error) {
      this.#isWhole = false;
      this.#unwritten.push(...lines);
      log.error({ err: error, file }, "a sign-out could not be written down: it would not survive a restart");
    }
  }

  /** Of what is forgotten nothing comes back: whoever signed in no later has ended as well, whatever the clock says from now on. */
  #forgetOld(): void {
    const { lifetimeSeconds, now, maxEntries = MAX_ENTRIES } = this.options;
    const overSince = Math.floor(now() / 1000) - lifetimeSeconds - MARGIN_SECONDS;
    let until = overSince;
    if (this.#ended.size > maxEntries) {
      const oldestFirst = [...this.#ended.values()].toSorted((one, other) => one - other);
      until = Math.max(until, oldestFirst[Math.floor(oldestFirst.length / 2)] ?? until);
    }
    for (const [sessionId, signedInAt] of this.#ended) {
      if (signedInAt > until) continue;
      this.#ended.delete(sessionId);
      this.#endedUntil = Math.max(this.#endedUntil, signedInAt);
    }
  }

  #rewrite(): void {
    const { file, log } = this.options;
    const lines = [...this.#ended].map(([sessionId, signedInAt]) => lineOf(signedInAt, sessionId));
    if (this.#endedUntil >= 0) lines.unshift(lineOf(this.#endedUntil, null));
    try {
      replaceFile(file, lines.join(""));
      this.#lines = lines.length;
      this.#unwritten = [];
      this.#isWhole = true;
    } catch (error) {
      this.#isWhole = false;
      log.error({ err: error, file }, "the list of ended sign-ins could not be written");
    }
  }
}

function lineOf(signedInAt: number, sessionId: string | null): string {
  return `${signedInAt} ${sessionId ?? "*"}\n`;
}
