import { setTimeout as delay } from "node:timers/promises";
import { isAcknowledged, type Exchange } from "./exchange";
import { EVERY_PART, matches, type RequestMatch } from "./request-match";

/** Everything that passed through a proxy, to the byte. */
export class Books {
  #exchanges: Exchange[] = [];
  #movedAt = performance.now();

  /** A request begins. */
  open(exchange: Exchange): void {
    this.#exchanges.push(exchange);
    this.moved();
  }

  /** Begins anew. What is under way is in the books no more. */
  clear(): void {
    this.#exchanges = [];
  }

  /** Something of a request arrived, or of its answer left. */
  moved(): void {
    this.#movedAt = performance.now();
  }

  /** The requests so far, in the order in which they began. */
  exchanges(match: RequestMatch = {}): Exchange[] {
    return this.#exchanges.filter((exchange) => matches(match, exchange));
  }

  /** Those whose success the client was told of. */
  acknowledged(match: RequestMatch = EVERY_PART): Exchange[] {
    return this.exchanges(match).filter(isAcknowledged);
  }

  /** Those that have no end yet. */
  underWay(match: RequestMatch = EVERY_PART): Exchange[] {
    return this.exchanges(match).filter(({ end }) => end === "open");
  }

  /** Bytes of bodies that arrived, of all tries. */
  receivedBytes(match: RequestMatch = EVERY_PART): number {
    return this.exchanges(match).reduce((sum, { bodyBytes }) => sum + bodyBytes, 0);
  }

  /**
   * Bytes that arrived and were of no use: of tries that were not acknowledged, and of a second acknowledgement for the same
   * path.
   */
  resentBytes(match: RequestMatch = EVERY_PART): number {
    const useful = new Map(this.acknowledged(match).map(({ path, bodyBytes }) => [path, bodyBytes]));
    return this.receivedBytes(match) - [...useful.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Resolves once nothing at all moved for so long: no request, no byte, no answer. */
  async still(milliseconds: number): Promise<void> {
    for (;;) {
      const left = this.#movedAt + milliseconds - performance.now();
      if (left <= 0) return;
      await delay(left);
    }
  }
}
