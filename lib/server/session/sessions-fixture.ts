import { join } from "node:path";
import { createRegistry, type ProviderRegistry } from "@/lib/server/providers/registry";
import type { EndedSessions } from "./ended-sessions";
import { openEndedSessionsFile } from "./ended-sessions-in-file";
import type { Secrets, SignIn } from "./seal";
import { createSessions, type Sessions } from "./sessions";

// What tests of sign-ins share.

export const SECRETS: Secrets = ["a secret that has 32 characters and more"];

export const HOUR_MS = 60 * 60 * 1000;

export const LIFETIMES = { idleSeconds: 12 * 60 * 60, lifetimeSeconds: 7 * 24 * 60 * 60 };

export const SIGN_IN: SignIn = {
  connection: "sfcompute",
  provider: "sfcompute",
  settings: {},
  token: "tok_secret",
  account: { name: "acme", role: "viewer" },
};

/** Nobody answers there: what is asked of it fails. */
const NOWHERE = new URL("http://127.0.0.1:9");

export function registryFixture(): ProviderRegistry {
  return createRegistry({
    sfcompute: { apiUrl: NOWHERE, prefix: "/v2", embedded: true, publicUrl: new URL("https://images.example") },
    linode: { apiUrl: NOWHERE },
    oxide: null,
    cycle: { apiUrl: NOWHERE },
  });
}

interface Options {
  secrets?: Secrets;
  secure?: boolean;
  registry?: ProviderRegistry;
  ended?: EndedSessions;
  lifetimes?: typeof LIFETIMES;
}

/** By the clock that the test sets. */
export function sessionsFixture(options: Options = {}): Sessions {
  const { secrets = SECRETS, secure = false, registry = registryFixture(), lifetimes = LIFETIMES } = options;
  const ended = options.ended ?? { prepare: async () => {}, has: async () => false, end: async () => {} };
  return createSessions({ secrets, secure, registry, ended, ...lifetimes, now: Date.now });
}

/** As it is opened at a start. */
export function endedSessionsIn(folder: string, maxEntries?: number): EndedSessions {
  const log = { error: () => {}, warn: () => {} };
  const { lifetimeSeconds } = LIFETIMES;
  const file = join(folder, "ended-sessions");
  return openEndedSessionsFile({
    file,
    lifetimeSeconds,
    now: Date.now,
    log,
    ...(maxEntries !== undefined && { maxEntries }),
  });
}

/** A browser's cookies, as Set-Cookie headers change them; of their attributes it knows none. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  take(...setCookies: readonly string[]): void {
    for (const setCookie of setCookies) {
      const [pair = ""] = setCookie.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      const value = pair.slice(name.length + 1);
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  /** Takes what a cookie held. */
  damage(name: string, change: (value: string) => string): void {
    this.#cookies.set(name, change(this.#cookies.get(name) ?? ""));
  }
}
