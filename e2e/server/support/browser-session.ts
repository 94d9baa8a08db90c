import { z } from "zod";
import { type Answer, parsed, send } from "./answer";
import type { RunningServer } from "./running-server";

const sessionSchema = z.object({ connections: z.array(z.object({ id: z.string() })) });

/** What a browser is to the dashboard: cookies, and requests that its own page sends. */
export class BrowserSession {
  readonly #cookies: Map<string, string>;

  constructor(
    private readonly server: RunningServer,
    cookies: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#cookies = new Map(cookies);
  }

  /** As somebody has it who read this browser's cookies. @param server that they are shown to */
  stolen(server: RunningServer = this.server): BrowserSession {
    return new BrowserSession(server, this.#cookies);
  }

  async signIn(token: string, connection?: string): Promise<void> {
    const answer = await this.ask("POST", "/api/session", { provider: "sfcompute", token, connection });
    if (answer.status !== 201) throw new Error(`Signing in was answered with ${answer.status}: ${answer.text}`);
  }

  /** Keeps the cookies that are set by the answer; of their attributes it looks only at what removes them. */
  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await send(method, this.server.url + path, body, { origin: this.server.url, cookie, ...headers });
    for (const setCookie of answer.headers.getSetCookie()) {
      const [pair = ""] = setCookie.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      if (/; Max-Age=0;/.test(setCookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, pair.slice(name.length + 1));
    }
    return answer;
  }

  /** Those that the server takes it to be signed in to. */
  async connections(): Promise<string[]> {
    return parsed(sessionSchema, await this.ask("GET", "/api/session")).connections.map(({ id }) => id);
  }

  /** Puts a cookie there, as anybody can who serves something on the same host. */
  put(name: string, value: string): void {
    this.#cookies.set(name, value);
  }
}
