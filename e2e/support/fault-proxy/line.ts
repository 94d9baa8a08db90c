import type { Socket } from "node:net";
import { Pace } from "./pace";

/** What the way to the target is like. Rates are of requests' bodies; nothing said means no limit. */
export interface LineOptions {
  /** Of all connections together. */
  bytesPerSecond?: number;
  /** Of each connection by itself, as one TCP stream over a long way is slow and several are not. */
  bytesPerSecondPerConnection?: number;
  /** Added to each request: one round trip, and another one where the connection is new. */
  latencyMilliseconds?: number;
}

/** One way to the target, for all connections. */
export class Line {
  readonly #total: Pace;
  readonly #perConnection = new WeakMap<Socket, Pace>();
  readonly #used = new WeakSet<Socket>();

  constructor(private readonly options: LineOptions) {
    this.#total = new Pace(options.bytesPerSecond ?? null);
  }

  /** How long a request's first byte travels, in ms. */
  requestDelay(socket: Socket): number {
    const { latencyMilliseconds = 0 } = this.options;
    const handshake = this.#used.has(socket) ? 0 : latencyMilliseconds;
    this.#used.add(socket);
    return handshake + latencyMilliseconds / 2;
  }

  /** How long an answer travels back, in ms. */
  answerDelay(): number {
    return (this.options.latencyMilliseconds ?? 0) / 2;
  }

  /** Sends bytes of a body. @returns how long to wait before the next ones of this connection, in ms */
  take(socket: Socket, bytes: number): number {
    return Math.max(this.#total.take(bytes), this.#connection(socket)?.take(bytes) ?? 0);
  }

  #connection(socket: Socket): Pace | null {
    const { bytesPerSecondPerConnection } = this.options;
    if (bytesPerSecondPerConnection === undefined) return null;
    const pace = this.#perConnection.get(socket) ?? new Pace(bytesPerSecondPerConnection);
    this.#perConnection.set(socket, pace);
    return pace;
  }
}
