import { askedPause, cureOf } from "./cure-of";

/** Requests under way at once: a long run is over soon, and the server keeps room for others. */
const LANES = 4;

/** Tries of one item while no answer comes, before the whole run rests: most cuts are over by then. */
const MAX_TRIES = 3;

/** After an answer that did not come, in ms; doubled at each further try. Also where the server asks to wait and names no time. */
const FIRST_PAUSE_MS = 1_000;

/** What became of one item. */
export type Outcome<Value> =
  | { kind: "waiting" }
  | { kind: "running" }
  | { kind: "done"; value: Value }
  | { kind: "failed"; error: unknown };

/**
 * What the run does as a whole. `stopping`: what has begun comes to its end, nothing else begins. `halted`: everything that is
 * left would meet the same error, as with a token that was refused.
 */
export type RunState =
  | { kind: "idle" | "running" | "stopping" | "stopped" | "finished" }
  | { kind: "halted"; error: unknown };

export interface RunSnapshot {
  state: RunState;
  /** While the server is given time: when the next item begins, in epoch ms. */
  resumesAt: number | null;
  total: number;
  waiting: number;
  running: number;
  done: number;
  failed: number;
}

/**
 * Does one piece of work for each of many items, a few at a time. Waits for as long as the server asks (429), tries again when
 * no answer comes, rests as a whole where a person has to help, and keeps each item's outcome.
 */
export class EachRun<Value> {
  readonly #ids: readonly string[];
  readonly #work: (id: string) => Promise<Value>;
  readonly #outcomes = new Map<string, Outcome<Value>>();
  readonly #tries = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  readonly #counts = { waiting: 0, running: 0, done: 0, failed: 0 };
  #queue: string[] = [];
  #state: RunState = { kind: "idle" };
  #resumesAt: number | null = null;
  #snapshot: RunSnapshot;
  #wake: (() => void) | null = null;
  #pause: Promise<void> | null = null;
  #over: Promise<void> = Promise.resolve();

  /** @param ids each once */
  constructor(ids: readonly string[], work: (id: string) => Promise<Value>) {
    this.#ids = ids;
    this.#work = work;
    for (const id of ids) this.#outcomes.set(id, { kind: "waiting" });
    this.#counts.waiting = ids.length;
    this.#snapshot = this.#summarize();
  }

  /** Begins, or goes on with what has not begun. Resolves when the run rests; never rejects. */
  start(): Promise<void> {
    if (this.#state.kind === "stopping") this.#change({ kind: "running" });
    else if (this.#state.kind !== "running") this.#over = this.#run();
    return this.#over;
  }

  async #run(): Promise<void> {
    this.#queue = this.#ids.filter((id) => this.outcomeOf(id).kind === "waiting");
    this.#tries.clear();
    this.#resumesAt = null;
    this.#change({ kind: "running" });
    await Promise.all(Array.from({ length: LANES }, () => this.#runLane()));
    if (this.#state.kind === "stopping") this.#change({ kind: this.#snapshot.waiting === 0 ? "finished" : "stopped" });
    if (this.#state.kind === "running") this.#change({ kind: "finished" });
  }

  /** Begins nothing more. What was sent is not taken back. */
  stop(): void {
    if (this.#state.kind !== "running") return;
    this.#change({ kind: "stopping" });
    this.#wake?.();
  }

  /** Does the failed items again, and those that have not begun. */
  async tryAgain(): Promise<void> {
    for (const id of this.#ids) if (this.outcomeOf(id).kind === "failed") this.#put(id, { kind: "waiting" });
    await this.start();
  }

  outcomeOf(id: string): Outcome<Value> {
    return this.#outcomes.get(id) ?? { kind: "waiting" };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The same object until something changes. */
  readonly getSnapshot = (): RunSnapshot => this.#snapshot;

  async #runLane(): Promise<void> {
    for (;;) {
      while (this.#pause !== null) await this.#pause;
      const id = this.#state.kind === "running" ? this.#queue.shift() : undefined;
      if (id === undefined) return;
      this.#settle(id, { kind: "running" });
      try {
        this.#settle(id, { kind: "done", value: await this.#work(id) });
      } catch (error) {
        this.#fail(id, error);
      }
    }
  }

  #fail(id: string, error: unknown): void {
    const tries = (this.#tries.get(id) ?? 0) + 1;
    switch (cureOf(error)) {
      case "none":
        this.#settle(id, { kind: "failed", error });
        return;
      case "person":
        this.#giveBack(id);
        this.#halt(error);
        return;
      case "patience":
        this.#giveBack(id);
        this.#pauseFor(askedPause(error) ?? FIRST_PAUSE_MS);
        return;
      case "another-try":
        this.#tries.set(id, tries);
        this.#giveBack(id);
        if (tries < MAX_TRIES) this.#pauseFor(askedPause(error) ?? FIRST_PAUSE_MS * 2 ** (tries - 1));
        else this.#halt(error);
    }
  }

  #giveBack(id: string): void {
    this.#queue.unshift(id);
    this.#settle(id, { kind: "waiting" });
  }

  #halt(error: unknown): void {
    if (this.#state.kind === "running" || this.#state.kind === "stopping") this.#change({ kind: "halted", error });
    this.#wake?.();
  }

  /** For all lanes, from now; a longer pause replaces a shorter one. */
  #pauseFor(milliseconds: number): void {
    if (this.#state.kind !== "running") return;
    const resumesAt = Math.max(this.#resumesAt ?? 0, Date.now() + milliseconds);
    if (resumesAt === this.#resumesAt) return;
    this.#wake?.();
    this.#resumesAt = resumesAt;
    this.#pause = this.#sleepUntil(resumesAt);
    this.#change(this.#state);
  }

  /** Ends early when `#wake` is called. */
  async #sleepUntil(instant: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, instant - Date.now());
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    // A longer pause may have taken its place.
    if (this.#resumesAt !== instant) return;
    this.#pause = null;
    this.#resumesAt = null;
    this.#change(this.#state);
  }

  #settle(id: string, outcome: Outcome<Value>): void {
    this.#put(id, outcome);
    this.#change(this.#state);
  }

  #put(id: string, outcome: Outcome<Value>): void {
    this.#counts[this.outcomeOf(id).kind] -= 1;
    this.#counts[outcome.kind] += 1;
    this.#outcomes.set(id, outcome);
  }

  #change(state: RunState): void {
    this.#state = state;
    this.#snapshot = this.#summarize();
    for (const listener of this.#listeners) listener();
  }

  #summarize(): RunSnapshot {
    return { state: this.#state, resumesAt: this.#resumesAt, total: this.#ids.length, ...this.#counts };
  }
}
