import { once } from "node:events";
import {
  request as askTarget,
  type Agent,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { endToEndHeaders, writeAnswer, writeHeadOf } from "./answer";
import type { Books } from "./books";
import type { Exchange } from "./exchange";
import { bytesFor, type Fault, type ProxyAnswer } from "./fault";
import type { Injection } from "./injection";
import type { Line } from "./line";
import { pour, type Mark } from "./pour";

/** What all requests through a proxy have in common. */
export interface Way {
  target: URL;
  agent: Agent;
  books: Books;
}

/** One request on its way to the target and its answer on the way back, with everything that strikes it. */
export class Journey {
  readonly #over = new AbortController();
  #silence: Promise<void> = Promise.resolve();

  constructor(
    private readonly way: Way,
    private readonly line: Line,
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly exchange: Exchange,
    private readonly injections: readonly Injection[],
  ) {
    response.once("finish", () => this.#end("answered"));
    response.once("close", () => this.#end("abandoned"));
  }

  /** Resolves when the request is answered or its connection is gone. Never rejects. */
  async run(): Promise<void> {
    try {
      await this.#wait(this.line.requestDelay(this.request.socket) + this.#askedDelay());
      const answer = this.#faults("answer")[0]?.fault.answer;
      if (answer === undefined) await this.#toTarget();
      else await this.#instead(answer);
    } catch {
      // Whatever broke, to a client that waits for an answer it is a connection that broke.
      if (this.exchange.end === "open") this.cut();
    }
  }

  /** Resets the client's connection. */
  cut(): void {
    this.#end("cut");
    this.request.socket.resetAndDestroy();
  }

  async #instead(answer: ProxyAnswer): Promise<void> {
    await this.#pour(null);
    await this.#answer(answer);
  }

  async #toTarget(): Promise<void> {
    const { method, url, rawHeaders } = this.request;
    const { target, agent } = this.way;
    const outgoing = askTarget({
      agent,
      hostname: target.hostname,
      port: target.port,
      method,
      path: url,
      // Whoever waits to be invited was invited already, by this proxy's own server.
      headers: endToEndHeaders(rawHeaders, ["expect"]),
    });
    this.#over.signal.addEventListener("abort", () => outgoing.destroy(), { once: true });
    await Promise.all([this.#pour(outgoing), this.#back(outgoing)]);
  }

  async #back(outgoing: ClientRequest): Promise<void> {
    const incoming = await responseOf(outgoing);
    this.exchange.targetStatus = incoming.statusCode ?? null;
    await this.#silence;
    const lost = this.#faults("lose_answer")[0]?.fault.answer;
    if (lost !== undefined) {
      incoming.resume();
      await once(incoming, "close");
      return lost === "cut" ? this.cut() : this.#answer(lost);
    }
    await this.#wait(this.line.answerDelay());
    this.exchange.status = this.exchange.targetStatus;
    writeHeadOf(incoming, this.response);
    await this.#pourBack(incoming);
  }

  async #pourBack(incoming: IncomingMessage): Promise<void> {
    const cuts = this.#faults("cut_answer").map(({ fault }) => ({ at: fault.afterBytes, act: async () => this.cut() }));
    const flips = this.#faults("flip_answer").map(({ fault }) => fault.offset);
    if (cuts.length + flips.length === 0) return pipeline(incoming, this.response);
    return pour({
      source: incoming,
      sink: this.response,
      marks: cuts,
      arrived: (chunk, position) => {
        for (const offset of flips) flip(chunk, offset - position);
      },
      paced: async () => undefined,
      signal: this.#over.signal,
    });
  }

  async #answer(answer: ProxyAnswer): Promise<void> {
    await this.#silence;
    await this.#wait(this.line.answerDelay());
    this.exchange.status = answer.status;
    writeAnswer(this.response, answer);
  }

  #pour(sink: ClientRequest | null): Promise<void> {
    const { exchange, request, line } = this;
    const throttles = this.#faults("throttle");
    const flips = this.#faults("flip").map(({ fault }) => bytesFor(fault.offset, exchange));
    return pour({
      source: request,
      sink,
      marks: this.#marks(),
      arrived: (chunk, position) => {
        exchange.bodyBytes += chunk.length;
        this.way.books.moved();
        for (const offset of flips) flip(chunk, offset - position);
      },
      paced: (bytes) => {
        const waits = throttles.map(({ pace }) => pace?.take(bytes) ?? 0);
        return this.#wait(Math.max(line.take(request.socket, bytes), ...waits));
      },
      signal: this.#over.signal,
    });
  }

  #marks(): Mark[] {
    const cuts = this.#faults("cut").map(({ fault }) => ({
      at: bytesFor(fault.afterBytes, this.exchange),
      act: async () => this.cut(),
    }));
    const holds = this.#faults("hold").map(({ fault, ended }) => ({
      at: bytesFor(fault.afterBytes, this.exchange),
      act: () => (this.#silence = Promise.all([this.#silence, this.#until(ended)]).then(() => undefined)),
    }));
    return [...cuts, ...holds];
  }

  #askedDelay(): number {
    return this.#faults("delay").reduce((sum, { fault }) => sum + fault.milliseconds, 0);
  }

  #faults<Kind extends Fault["kind"]>(kind: Kind) {
    return this.injections.flatMap(({ fault, ended, pace }) => (isKind(fault, kind) ? [{ fault, ended, pace }] : []));
  }

  async #wait(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await delay(milliseconds, undefined, { signal: this.#over.signal });
  }

  /** Until the signal is aborted. Rejects when the journey is over before. */
  async #until(signal: AbortSignal): Promise<void> {
    if (!signal.aborted) await once(signal, "abort", { signal: this.#over.signal });
  }

  #end(end: Exchange["end"]): void {
    if (this.exchange.end !== "open") return;
    this.exchange.end = end;
    this.exchange.endedAt = performance.now();
    this.way.books.moved();
    this.#over.abort();
  }
}

function isKind<Kind extends Fault["kind"]>(fault: Fault, kind: Kind): fault is Extract<Fault, { kind: Kind }> {
  return fault.kind === kind;
}

async function responseOf(outgoing: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once("response", resolve);
    // Also after an answer: a target that answers early may close while bytes still come.
    outgoing.on("error", reject);
  });
}

function flip(chunk: Buffer, index: number): void {
  const byte = chunk[index];
  if (byte !== undefined) chunk[index] = byte ^ 1;
}
