import type { Exchange } from "./exchange";
import type { Fault } from "./fault";
import { Pace } from "./pace";
import { matches, type RequestMatch } from "./request-match";

/** How often a fault strikes: without limit when nothing is said. */
export interface Limits {
  times?: number;
  /** Counted for every path by itself, as in "every part once". */
  timesPerPath?: number;
}

/** A fault that waits for its requests. */
export class Injection {
  /** Those it struck, in order. */
  readonly hits: Exchange[] = [];
  readonly #ended = new AbortController();
  /** What a throttle's requests share. */
  readonly pace: Pace | null;

  constructor(
    readonly fault: Fault,
    private readonly match: RequestMatch,
    private readonly limits: Limits,
  ) {
    this.pace = fault.kind === "throttle" ? new Pace(fault.bytesPerSecond) : null;
  }

  /** Aborted when the injection ends. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Strikes no more, and lets go of what it holds. */
  end(): void {
    this.#ended.abort();
    this.pace?.setRate(null);
  }

  /** Whether this request is to be struck; counts it if so. */
  strikes(exchange: Exchange): boolean {
    if (this.ended.aborted || !matches(this.match, exchange)) return false;
    const { times = Number.POSITIVE_INFINITY, timesPerPath = Number.POSITIVE_INFINITY } = this.limits;
    const before = this.hits.filter(({ path }) => path === exchange.path).length;
    if (this.hits.length >= times || before >= timesPerPath) return false;
    this.hits.push(exchange);
    return true;
  }
}
