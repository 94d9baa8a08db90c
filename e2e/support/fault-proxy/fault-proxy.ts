import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Books } from "./books";
import { beginExchange } from "./exchange";
import type { Fault } from "./fault";
import { Injection, type Limits } from "./injection";
import { Journey, type Way } from "./journey";
import { Line, type LineOptions } from "./line";
import type { RequestMatch } from "./request-match";

export interface FaultProxyOptions {
  /** The origin that requests go on to. */
  target: string;
  line?: LineOptions;
  /**
   * Whether clients may use a connection again. A browser sends a request again by itself when a connection that it used before
   * breaks, also a PUT, so that the page never hears of the fault: false where every fault is to be heard.
   */
  keepAlive: boolean;
}

/** Stands between a client and an HTTP server, passes everything on as it comes, and does harm on command. */
export class FaultProxy {
  readonly books = new Books();
  readonly #server: Server;
  readonly #way: Way;
  readonly #keepAlive: boolean;
  readonly #sockets = new Set<Socket>();
  readonly #journeys = new Set<Journey>();
  #injections: Injection[] = [];
  #line: Line;
  #refuses = false;

  private constructor({ target, line = {}, keepAlive }: FaultProxyOptions) {
    this.#way = { target: new URL(target), agent: new Agent({ keepAlive: true }), books: this.books };
    this.#line = new Line(line);
    this.#keepAlive = keepAlive;
    // Parts on a slow line take longer than Node's limit for a whole request.
    this.#server = createServer({ requestTimeout: 0 }, (request, response) => void this.#carry(request, response));
    this.#server.on("connection", (socket) => this.#connected(socket));
  }

  /** Listens on a free port of loopback. */
  static async start(options: FaultProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(options);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  /** Where clients reach it, without a slash at the end. */
  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The proxy listens on no port.");
    return `http://127.0.0.1:${address.port}`;
  }

  /** Spoils requests that begin from now on. All injections that match a request strike it. */
  inject(match: RequestMatch, fault: Fault, limits: Limits = {}): Injection {
    const injection = new Injection(fault, match, limits);
    this.#injections.push(injection);
    return injection;
  }

  /** For requests that begin from now on. */
  setLine(line: LineOptions): void {
    this.#line = new Line(line);
  }

  /** A dead line: breaks what is open, and every new connection as soon as it is made. The port stays ours. */
  refuse(): void {
    this.#refuses = true;
    this.#cutAll();
  }

  accept(): void {
    this.#refuses = false;
  }

  /** Does no harm any more, and lets go of what is held. */
  calm(): void {
    for (const injection of this.#injections) injection.end();
    this.#injections = [];
    this.accept();
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#cutAll();
    this.#way.agent.destroy();
    await once(this.#server, "close");
  }

  #connected(socket: Socket): void {
    socket.on("error", () => undefined);
    if (this.#refuses) {
      socket.resetAndDestroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
  }

  async #carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = beginExchange(request.method ?? "GET", request.url ?? "/");
    this.books.open(exchange);
    response.shouldKeepAlive = this.#keepAlive;
    const injections = this.#injections.filter((injection) => injection.strikes(exchange));
    const journey = new Journey(this.#way, this.#line, request, response, exchange, injections);
    this.#journeys.add(journey);
    await journey.run();
    this.#journeys.delete(journey);
  }

  #cutAll(): void {
    for (const journey of this.#journeys) journey.cut();
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }
}
