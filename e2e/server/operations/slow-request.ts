import { once } from "node:events";
import { connect, type Socket } from "node:net";

const INVITATION = "HTTP/1.1 100 Continue\r\n\r\n";

/** A client on a slow line: it sends a request's head, and its body bit by bit as it is told to. */
export class SlowRequest {
  #received = "";
  #waiting: (() => void)[] = [];
  readonly #closed: Promise<void>;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding("utf8").on("data", (text: string) => {
      this.#received += text;
      this.#wake();
    });
    // The server may cut it: that is what some tests are about.
    socket.on("error", () => undefined);
    this.#closed = new Promise((resolve) => socket.once("close", () => resolve()));
    void this.#closed.then(() => this.#wake());
  }

  /** Resolves when the server has the request and asks for its body. @param length of the body, in bytes */
  static async begin(
    method: string,
    url: string,
    length: number,
    headers: Record<string, string> = {},
  ): Promise<SlowRequest> {
    const body = { expect: "100-continue", "content-length": String(length) };
    const request = await SlowRequest.send(method, url, { ...body, ...headers });
    if ((await request.head()) !== INVITATION.trim()) throw new Error(`Not invited: ${request.#received}`);
    request.#received = request.#received.slice(INVITATION.length);
    return request;
  }

  /** Sends a request without a body. */
  static async send(method: string, url: string, headers: Record<string, string> = {}): Promise<SlowRequest> {
    const { hostname, port, pathname, search, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`${method} ${pathname}${search} HTTP/1.1\r\n${lines.join("")}\r\n`);
    return new SlowRequest(socket);
  }

  /** Resolves when the system has taken the bytes. */
  async send(bytes: Uint8Array | string): Promise<void> {
    await new Promise<void>((resolve) => this.socket.write(bytes, () => resolve()));
  }

  /** The answer's first line and headers. Null when the connection ended without. */
  async head(): Promise<string | null> {
    while (!this.#received.includes("\r\n\r\n") && !this.socket.destroyed) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    const end = this.#received.indexOf("\r\n\r\n");
    return end < 0 ? null : this.#received.slice(0, end);
  }

  /** All that came, once the connection is closed. */
  async end(): Promise<string> {
    await this.#closed;
    return this.#received;
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting = [];
  }
}
