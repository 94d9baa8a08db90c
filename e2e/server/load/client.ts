import { Agent, request as openRequest } from "node:http";
import { buffer } from "node:stream/consumers";

export interface Asked {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is bytes. */
  body?: unknown;
}

export interface Told {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

/** How long each request of an operation took, in milliseconds, and what was answered. */
export class Journal {
  readonly durations = new Map<string, number[]>();
  readonly statuses = new Map<number, number>();
  /** What was answered with a 5xx or not at all: the first few, in words. */
  readonly failures: string[] = [];
  /** Bytes of parts that were acknowledged, and of images that were read. */
  sentBytes = 0;
  receivedBytes = 0;

  note(operation: string, milliseconds: number, status: number, text: string): void {
    const all = this.durations.get(operation) ?? [];
    all.push(milliseconds);
    this.durations.set(operation, all);
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (status >= 500 || status === 0) this.failures.push(`${operation}: ${status} ${text.slice(0, 300)}`);
  }

  get requests(): number {
    return [...this.durations.values()].reduce((sum, { length }) => sum + length, 0);
  }
}

/** One who sends one request after another over a connection of their own. */
export class LoadClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    private readonly url: string,
    private readonly journal: Journal,
  ) {}

  /** @param target a path of the server, or a whole URL */
  async ask(operation: string, target: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Told> {
    const startedAt = performance.now();
    const sent = body === undefined ? null : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
    const type = sent === null || body instanceof Uint8Array ? {} : { "Content-Type": "application/json" };
    const length = sent === null ? {} : { "Content-Length": String(sent.byteLength) };
    try {
      const told = await exchange(
        new URL(target, this.url),
        { method, agent: this.#agent, headers: { ...type, ...length, ...headers } },
        sent,
      );
      this.journal.note(operation, performance.now() - startedAt, told.status, told.body.toString("latin1", 0, 300));
      return told;
    } catch (error) {
      this.journal.note(operation, performance.now() - startedAt, 0, String(error));
      return { status: 0, headers: {}, body: Buffer.alloc(0) };
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

function exchange(
  url: URL,
  options: { method: string; agent: Agent; headers: Record<string, string> },
  body: Uint8Array | null,
): Promise<Told> {
  return new Promise((resolve, reject) => {
    const sent = openRequest(url, options, (response) => {
      const { statusCode = 0, headers } = response;
      buffer(response).then((bytes) => resolve({ status: statusCode, headers, body: bytes }), reject);
    });
    sent.on("error", reject);
    sent.end(body ?? undefined);
  });
}
