import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import type { LineShape } from "./line-shape";

/** How far a sender may be ahead of the line, in milliseconds: enough for timers that come a little late, too little to matter. */
const AHEAD_MILLISECONDS = 5;

/** A narrow place: bytes leave it one after the other, at its rate. */
class NarrowPlace {
  #freeAt = 0;

  constructor(private readonly bytesPerSecond: number | null) {}

  /** @returns when the last of these bytes has left, in milliseconds of `performance.now()` */
  pass(bytes: number, now: number): number {
    if (this.bytesPerSecond === null) return now;
    this.#freeAt = Math.max(this.#freeAt, now) + (bytes / this.bytesPerSecond) * 1000;
    return this.#freeAt;
  }
}

/**
 * A line of TCP between clients and a server on this machine: it knows nothing of HTTP, and copies nothing.
 * A connection's first bytes come a round trip late, as after a handshake; slow start and loss are left out.
 * @returns the port it listens on
 */
export async function openLine(shape: LineShape, targetPort: number): Promise<number> {
  const shared = new NarrowPlace(shape.bytesPerSecond);
  const oneWay = shape.roundTripMilliseconds / 2;
  const server = createServer({ noDelay: true }, (client) => {
    const target = connect({ port: targetPort, host: "127.0.0.1", noDelay: true });
    const openAt = performance.now() + shape.roundTripMilliseconds;
    const own = new NarrowPlace(shape.bytesPerSecondPerConnection);
    carry(client, target, oneWay, (bytes, now) => {
      const from = Math.max(now, openAt);
      return Math.max(shared.pass(bytes, from), own.pass(bytes, from));
    });
    carry(target, client, oneWay, (_bytes, now) => now);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return portOf(server.address());
}

/** Reads from a socket as long as nobody holds it. */
class Gate {
  #held = 0;

  constructor(private readonly socket: Socket) {}

  hold(): void {
    this.#held++;
    this.socket.pause();
  }

  release(): void {
    this.#held--;
    if (this.#held === 0) this.socket.resume();
  }
}

/** Does things in the order in which they were given, each not before its time. */
class Later {
  readonly #waiting: { at: number; what: () => void }[] = [];

  /** @param at in milliseconds of `performance.now()` */
  add(at: number, what: () => void): void {
    this.#waiting.push({ at, what });
    if (this.#waiting.length === 1) this.#goOn();
  }

  #goOn(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const wait = first.at - performance.now();
      if (wait > 0) {
        setTimeout(() => this.#goOn(), wait);
        return;
      }
      first.what();
      this.#waiting.shift();
    }
  }
}

function carry(from: Socket, to: Socket, delay: number, pass: (bytes: number, now: number) => number): void {
  const gate = new Gate(from);
  const later = new Later();
  let passedAt = 0;
  const write = (chunk: Buffer) => {
    const wasFull = to.writableNeedDrain;
    if (to.destroyed || to.write(chunk) || wasFull) return;
    gate.hold();
    to.once("drain", () => gate.release());
  };
  from.on("data", (chunk: Buffer) => {
    const now = performance.now();
    passedAt = pass(chunk.length, now);
    later.add(passedAt + delay, () => write(chunk));
    const ahead = passedAt - now - AHEAD_MILLISECONDS;
    if (ahead <= 0) return;
    gate.hold();
    setTimeout(() => gate.release(), ahead);
  });
  from.on("end", () => later.add(passedAt + delay, () => to.end()));
  from.on("error", () => to.destroy());
  from.on("close", () => later.add(passedAt + delay, () => to.destroySoon()));
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return address.port;
}
