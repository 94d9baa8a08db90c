import { once } from "node:events";
import {
  createServer,
  get,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from "node:http";
import { connect, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";

/** Bodies up to here are read before they are sent on, so that they can be sent again to whom they did not reach. In bytes. */
const KEPT_BODY_BYTES = 64 * 1024;

/** Between two questions whether a server is ready, in milliseconds. */
const LOOK_EVERY_MS = 250;

/** A server, and what it said last. */
interface Target {
  readonly url: URL;
  isReady: boolean;
}

/**
 * Stands before several servers as an operator's proxy does: each request goes to the next one in turn of those that are ready, by
 * what `/readyz` said last. One that refuses the connection, or says that it is starting or stopping, did nothing, so the next one is
 * asked. A request that may have arrived is never sent again: when its server dies, the client's connection breaks.
 */
export class RoundRobinProxy {
  readonly #server: Server;
  readonly #targets: readonly Target[];
  readonly #looking: NodeJS.Timeout;
  #next = 0;

  private constructor(targets: readonly URL[]) {
    this.#targets = targets.map((url) => ({ url, isReady: true }));
    this.#server = createServer({ requestTimeout: 0 }, (request, response) => {
      void this.#carry(request, response).catch(() => response.destroy());
    });
    this.#looking = setInterval(() => this.#targets.forEach(look), LOOK_EVERY_MS);
  }

  /** Listens on a free port of loopback. @param targets origins */
  static async start(targets: readonly string[]): Promise<RoundRobinProxy> {
    const proxy = new RoundRobinProxy(targets.map((target) => new URL(target)));
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

  async close(): Promise<void> {
    clearInterval(this.#looking);
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const length = Number(
      request.headers["content-length"] ?? (request.headers["transfer-encoding"] === undefined ? 0 : Infinity),
    );
    const kept = length <= KEPT_BODY_BYTES ? await buffer(request) : null;
    const turns = this.#inTurn();
    for (const [turn, target] of turns.entries()) {
      const socket = await connected(target.url);
      if (socket === null) continue;
      const answer = await ask(socket, request, response, kept);
      const isLast = turn === turns.length - 1;
      if (kept !== null && !isLast && refusesForNow(answer)) {
        answer.destroy();
        continue;
      }
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer.rawHeaders));
      await pipeline(answer, response);
      return;
    }
    response.writeHead(502, { Connection: "close" }).end("No server takes connections.\n");
  }

  /** Those that are not ready come last: where none is, they answer what they can, or say what they cannot. */
  #inTurn(): readonly Target[] {
    const first = this.#next++ % this.#targets.length;
    const turns = [...this.#targets.slice(first), ...this.#targets.slice(0, first)];
    return turns.toSorted((one, other) => Number(other.isReady) - Number(one.isReady));
  }
}

/** A server that does not answer says nothing new: whoever dies refuses connections, and is passed over by that. */
function look(target: Target): void {
  get(new URL("/readyz", target.url), { agent: false }, (answer) => {
    target.isReady = answer.statusCode === 200;
    answer.resume();
  }).on("error", () => undefined);
}

/** Null when it is refused: nobody listens, so nobody heard anything. */
async function connected({ hostname, port }: URL): Promise<Socket | null> {
  const socket = connect(Number(port), hostname);
  try {
    await once(socket, "connect");
    return socket;
  } catch {
    return null;
  }
}

/** Sends the request on an open connection. Rejects when that breaks before an answer begins. */
async function ask(
  socket: Socket,
  request: IncomingMessage,
  response: ServerResponse,
  kept: Buffer | null,
): Promise<IncomingMessage> {
  const forwardedFor = [request.headers["x-forwarded-for"], request.socket.remoteAddress].filter(Boolean).join(", ");
  const upstream = httpRequest({
    createConnection: () => socket,
    method: request.method,
    path: request.url,
    headers: [...endToEnd(request.rawHeaders), "X-Forwarded-For", forwardedFor, "Connection", "keep-alive"],
  });
  // A client that goes away takes its request with it.
  response.once("close", () => void (response.writableFinished || upstream.destroy()));
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    upstream.once("response", resolve).once("error", reject);
  });
  if (kept === null) pipeline(request, upstream).catch(() => upstream.destroy());
  else upstream.end(kept);
  const answer = await answered;
  answer.once("close", () => socket.destroy());
  return answer;
}

/** Whoever starts or stops says so and takes the connection back; who cannot do something keeps it. */
function refusesForNow({ statusCode, headers }: IncomingMessage): boolean {
  return statusCode === 503 && headers["retry-after"] !== undefined && headers.connection === "close";
}

/** What belongs to one connection and not to the message (RFC 9110, 7.6.1), and what is set anew. */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
  "x-forwarded-for",
]);

function endToEnd(rawHeaders: readonly string[]): string[] {
  const pairs: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    if (!HOP_BY_HOP.has(name.toLowerCase())) pairs.push(name, value);
  }
  return pairs;
}
