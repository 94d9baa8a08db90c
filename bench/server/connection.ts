import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface Told {
  status: number;
  body: Buffer;
}

const HEAD_END = "\r\n\r\n";
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

/** The bytes of a request for `Connection`. @param body sent as JSON */
export function requestBytes(
  method: "GET" | "POST",
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Buffer {
  const json = body === undefined ? "" : JSON.stringify(body);
  const length = Buffer.byteLength(json);
  const all = {
    Host: "127.0.0.1",
    ...headers,
    ...(body !== undefined && { "Content-Type": "application/json", "Content-Length": String(length) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${json}`);
}

/**
 * A connection that is kept, with one request at a time. Clients share the processors with the servers that they measure, and Node's own
 * client takes several times as long for an exchange.
 */
export class Connection {
  #received: Buffer[] = [];
  #settle: { resolve: (told: Told) => void; reject: (error: Error) => void } | null = null;

  private constructor(private readonly socket: Socket) {
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    socket.on("error", (error) => this.#settle?.reject(error));
    socket.on("close", () => this.#settle?.reject(new Error("The server closed the connection.")));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    await once(socket, "connect");
    return new Connection(socket);
  }

  /** @param request as `requestBytes` makes it. Rejects when the connection breaks. */
  ask(request: Buffer): Promise<Told> {
    return new Promise((resolve, reject) => {
      this.#received = [];
      this.#settle = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.#settle = null;
    this.socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk);
    const told = wholeAnswer(this.#received.length === 1 ? chunk : Buffer.concat(this.#received));
    if (told === null) return;
    const settle = this.#settle;
    this.#settle = null;
    settle?.resolve(told);
  }
}

/** Null while more of it is to come. A chunked body is left with its framing in it. */
export function wholeAnswer(received: Buffer): Told | null {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return null;
  const head = received.toString("latin1", 0, headEnd);
  const body = received.subarray(headEnd + HEAD_END.length);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  const isWhole =
    length === undefined ? body.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) : body.length >= Number(length);
  return isWhole ? { status: Number(head.slice(9, 12)), body } : null;
}
