import { Silo } from "./silo";
import { addSeeds } from "./seeds";
import { Trouble } from "./trouble";

/** A request as it arrived. */
export interface SeenRequest {
  user: string;
  method: string;
  path: string;
  query: string;
  apiVersion: string | null;
}

/** What a test breaks: the first request that fits. `done`: it was done all the same, and only its answer is an error. */
export interface Breakage {
  method: string;
  /** The end of its path. */
  path: string;
  /** What its query has; anything when empty. */
  query: string;
  status: 403 | 500 | 503;
  done: boolean;
}

/** The state of all silos, and of what goes wrong. */
export class OxideRack {
  readonly trouble = new Trouble();
  readonly requests: SeenRequest[] = [];
  readonly breakages: Breakage[] = [];
  readonly #silos = new Map<string, Silo>();
  #gate: Promise<void> | null = null;

  /** @param maxItems of a page, however many are asked for. @param slowMs what `fail-slow…` takes longer */
  constructor(
    readonly maxItems: number,
    readonly slowMs: number,
  ) {}

  /** A user who comes for the first time finds two projects, and something in them. */
  silo(user: string): Silo {
    const present = this.#silos.get(user);
    if (present !== undefined) return present;
    const silo = new Silo(user);
    addSeeds(silo);
    this.#silos.set(user, silo);
    return silo;
  }

  blocksMayPass(): Promise<void> {
    return this.#gate ?? Promise.resolve();
  }

  /** Lets no block be written until what is returned is called. */
  holdBlocks(): () => void {
    const { promise, open } = closedGate();
    this.#gate = promise;
    return () => {
      this.#gate = null;
      open();
    };
  }
}

function closedGate(): { promise: Promise<void>; open: () => void } {
  const gate: { open?: () => void } = {};
  const promise = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  return { promise, open: () => gate.open?.() };
}
