import { imageKey } from "@/components/images/list/image-key";
import type { Image } from "@/lib/contract/image";
import { EachRun, type Outcome, type RunSnapshot, type RunState } from "./each-run";

export interface ImagesRunSnapshot extends RunSnapshot {
  /** Where `state` is `halted`: the connection whose run met the error. */
  haltedConnection: string | null;
}

/** What all are doing, told by what some of them do: the first of these that any does. */
const PRECEDENCE: readonly RunState["kind"][] = ["running", "stopping", "halted", "stopped", "finished"];

/**
 * Does one piece of work for each of many images, for each connection by itself: a server that asks for patience, or that refuses
 * its token, holds up no other one.
 */
export class ImagesRun<Value> {
  readonly #runs = new Map<string, EachRun<Value>>();
  readonly #listeners = new Set<() => void>();
  #snapshot: ImagesRunSnapshot;

  /** @param images each once */
  constructor(images: readonly Image[], work: (image: Image) => Promise<Value>) {
    const byKey = new Map(images.map((image) => [imageKey(image), image]));
    for (const connection of new Set(images.map((image) => image.connection))) {
      const keys = [...byKey].flatMap(([key, image]) => (image.connection === connection ? [key] : []));
      const run = new EachRun(keys, (key) => {
        const image = byKey.get(key);
        if (image === undefined) throw new Error(`${key} is none of this run.`);
        return work(image);
      });
      run.subscribe(() => this.#change());
      this.#runs.set(connection, run);
    }
    this.#snapshot = this.#summarize();
  }

  /** Begins, or goes on with what has not begun. Resolves when all rest; never rejects. */
  async start(): Promise<void> {
    await Promise.all([...this.#runs.values()].map((run) => run.start()));
  }

  /** Begins nothing more. What was sent is not taken back. */
  stop(): void {
    for (const run of this.#runs.values()) run.stop();
  }

  /** Does the failed ones again, and those that have not begun. */
  async tryAgain(): Promise<void> {
    await Promise.all([...this.#runs.values()].map((run) => run.tryAgain()));
  }

  outcomeOf(image: Image): Outcome<Value> {
    return this.#runs.get(image.connection)?.outcomeOf(imageKey(image)) ?? { kind: "waiting" };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The same object until something changes. */
  readonly getSnapshot = (): ImagesRunSnapshot => this.#snapshot;

  #change(): void {
    this.#snapshot = this.#summarize();
    for (const listener of this.#listeners) listener();
  }

  #summarize(): ImagesRunSnapshot {
    const all = [...this.#runs.values()].map((run) => run.getSnapshot());
    const sum = (count: "total" | "waiting" | "running" | "done" | "failed") =>
      all.reduce((total, snapshot) => total + snapshot[count], 0);
    const kind = PRECEDENCE.find((candidate) => all.some(({ state }) => state.kind === candidate));
    const [connection, told] = [...this.#runs].find(([, run]) => run.getSnapshot().state.kind === kind) ?? [null, null];
    const state = told?.getSnapshot().state ?? { kind: "idle" };
    const working = all.filter((snapshot) => snapshot.state.kind === "running");
    return {
      state,
      haltedConnection: state.kind === "halted" ? connection : null,
      // Only while nobody goes on.
      resumesAt: working.every(({ resumesAt }) => resumesAt !== null)
        ? working.reduce<number | null>((first, { resumesAt }) => earlier(first, resumesAt), null)
        : null,
      total: sum("total"),
      waiting: sum("waiting"),
      running: sum("running"),
      done: sum("done"),
      failed: sum("failed"),
    };
  }
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}
