import type { Exchange } from "./exchange";

/** An answer of the proxy's own. Any origin may read it, as it may the object store's. */
export interface ProxyAnswer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/** A number of bytes, the same for every request or not. */
export type ByteCount = number | ((exchange: Exchange) => number);

/** What is done to a request. Offsets and counts are of its body, in bytes, where nothing else is said. */
export type Fault =
  /** The connection is reset once so many bytes arrived; no more than that are passed on. */
  | { kind: "cut"; afterBytes: ByteCount }
  /**
   * Silence once so many bytes arrived, until the injection ends or the client gives up. One that gives up amid its body is
   * noticed when the injection ends: nobody reads from its connection before.
   */
  | { kind: "hold"; afterBytes: ByteCount }
  | { kind: "delay"; milliseconds: number }
  /** All requests of the injection share this. */
  | { kind: "throttle"; bytesPerSecond: number }
  /** The lowest bit of one byte is turned over. */
  | { kind: "flip"; offset: ByteCount }
  /** The proxy answers once the whole body arrived, and the target hears nothing. */
  | { kind: "answer"; answer: ProxyAnswer }
  /** The target does what it was asked; the client hears something else, or has its connection reset. */
  | { kind: "lose_answer"; answer: ProxyAnswer | "cut" }
  /** The connection is reset after so many bytes of the answer's body. */
  | { kind: "cut_answer"; afterBytes: number }
  /** The lowest bit of one byte of the answer's body is turned over. */
  | { kind: "flip_answer"; offset: number };

export function bytesFor(count: ByteCount, exchange: Exchange): number {
  return typeof count === "number" ? count : count(exchange);
}
