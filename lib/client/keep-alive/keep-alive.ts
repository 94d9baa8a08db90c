/** A keep-alive that failed is not repeated sooner than this, in ms, however much somebody does meanwhile. */
const RETRY_AFTER_MS = 30_000;

/** What browsers take as a delay; a longer one would be none. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** When this browser asked last, in epoch ms, in whichever tab; null where that is not known. */
export interface LastAsked {
  read: () => number | null;
  write: (at: number) => void;
}

interface KeepAliveOptions {
  /** How long a sign-in lasts without a keep-alive, in ms. */
  idleMs: number;
  lastAsked: LastAsked;
  /** Asks the server. Resolves with whether it was asked, for another tab may be about to. */
  ask: () => Promise<boolean>;
}

/**
 * Tells the server that somebody is there, at most every tenth of the idle time, and only when somebody was since. The last thing that
 * somebody does before leaving counts as well: it is told as soon as it may be, but not by a machine that slept meanwhile.
 */
export class KeepAlive {
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isAsking = false;
  /** When somebody last did something, in epoch ms: a timer stands still with its machine, this clock does not. */
  #notedAt = 0;
  /** By a clock that nobody sets, in ms. */
  #notBefore = 0;

  constructor(private readonly options: KeepAliveOptions) {}

  /** Somebody did something. Cheap: it comes with every move of a pointer. */
  note(): void {
    this.#notedAt = Date.now();
    if (this.#timer !== null || this.#isAsking) return;
    const wait = this.#wait();
    if (wait <= 0) void this.#ask();
    else this.#timer = setTimeout(() => this.#askIfDue(), Math.min(wait, LONGEST_DELAY_MS));
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #askIfDue(): void {
    this.#timer = null;
    // Who was here then has left since; who is here now makes itself noticed.
    if (Date.now() - this.#notedAt > 2 * this.#interval()) return;
    // Another tab asked meanwhile, and so later than what was noted here.
    if (this.#wait() <= 0) void this.#ask();
  }

  /** Until the next one is due, in ms. A clock that was set back makes nobody wait for longer than usual. */
  #wait(): number {
    const interval = this.#interval();
    const now = Date.now();
    const last = this.options.lastAsked.read();
    const sinceLast = last === null || last > now ? interval : now - last;
    return Math.max(interval - sinceLast, this.#notBefore - performance.now());
  }

  #interval(): number {
    return this.options.idleMs / 10;
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    const { ask, lastAsked } = this.options;
    const startedAt = Date.now();
    this.#notBefore = performance.now() + Math.min(RETRY_AFTER_MS, this.#interval());
    try {
      if (await ask()) lastAsked.write(startedAt);
    } catch {
      // No network, or no server: whoever is still there is told of it by what they look at.
    } finally {
      this.#isAsking = false;
    }
  }
}
