import { Agent, type ClientRequest, type IncomingMessage, request as openRequest } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

/** A request as it goes over the wire, but for what HTTP itself needs. */
export interface Attack {
  method: string;
  /** Request target: path and query as they are sent, in Latin-1. */
  target: string;
  /** In order; a name may come more than once. */
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer | null;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  cookies: string[];
  body: Buffer;
}

/** Nothing here takes so long unless it hangs, in milliseconds. */
const HANGS_MS = 30_000;

/** Sends attacks over kept connections, several at a time. */
export class Exchange {
  readonly #agent: Agent;

  constructor(
    private readonly url: URL,
    connections: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Rejects when no whole answer comes. A connection that the server closes without one counts as such. */
  async send({ method, target, headers, body }: Attack): Promise<Reply> {
    const { hostname, port, host } = this.url;
    const names = new Set(headers.map(([name]) => name.toLowerCase()));
    const flat = headers.flat();
    if (!names.has("host")) flat.unshift("Host", host);
    if (body !== null && !names.has("transfer-encoding")) flat.push("Content-Length", String(body.length));
    const sent = openRequest({ agent: this.#agent, hostname, port, method, path: target, headers: flat });
    const timer = setTimeout(() => sent.destroy(new Error("It hangs.")), HANGS_MS);
    sent.end(body ?? undefined);
    try {
      const response = await answerTo(sent);
      const others = Object.entries(response.headers).filter(([name]) => name !== "set-cookie");
      return {
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(others.map(([name, value]) => [name, String(value)])),
        cookies: response.headers["set-cookie"] ?? [],
        body: decoded(await buffer(response), response.headers["content-encoding"]),
      };
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Not `once`: a request may fail a second time, after its answer began, and then nobody would listen. */
function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once("response", resolve).on("error", reject);
  });
}

function decoded(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length === 0) return body;
  switch (encoding) {
    case undefined:
      return body;
    case "gzip":
      return gunzipSync(body);
    case "br":
      return brotliDecompressSync(body);
    case "deflate":
      return inflateSync(body);
    default:
      throw new Error(`The answer is encoded as ${encoding}.`);
  }
}
