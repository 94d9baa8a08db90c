import { EventEmitter, once } from "node:events";

/** How often what was acknowledged or cut. */
export class Tally {
  readonly counts: Record<string, number> = {};
  readonly #events = new EventEmitter();
  #acknowledged = 0;

  /** Something that is no answer. */
  note(name: string): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1;
  }

  /** An answer that arrived whole. */
  acknowledge(name: string): void {
    this.note(name);
    this.#acknowledged++;
    this.#events.emit("acknowledged");
  }

  /** Waits for so many further answers. Resolves early when the signal is aborted. */
  async furtherAnswers(count: number, signal: AbortSignal): Promise<void> {
    const wanted = this.#acknowledged + count;
    while (this.#acknowledged < wanted && !signal.aborted) {
      await once(this.#events, "acknowledged", { signal }).catch(() => undefined);
    }
  }
}
