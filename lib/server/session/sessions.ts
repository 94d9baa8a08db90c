import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { ProviderId } from "@/lib/contract/connection-id";
import type { Connection, Session } from "@/lib/contract/session";
import type { ProviderRegistry } from "@/lib/server/providers/registry";
import type { ProviderKind, Vault } from "@/lib/server/providers/types";
import {
  cookieName,
  cookiesLengthWith,
  forgettingCookie,
  keepingCookie,
  MAX_COOKIES_BYTES,
  readCookies,
} from "./cookies";
import type { EndedSessions } from "./ended-sessions";
import {
  beginSession,
  endOf,
  isSealedWith,
  sealConnection,
  unsealConnection,
  type SealedConnection,
  type Sealing,
  type SignIn,
} from "./seal";
import { createVault } from "./vault";

/** Sign-ins to one provider at a time, at most. Each is a cookie, and all of them travel with every request: see `MAX_COOKIES_BYTES`. */
export const MAX_CONNECTIONS_OF_A_PROVIDER = 4;

const TOO_MANY =
  "This browser cannot keep another connection: with it, requests would be too long. Sign out of one of the connections first.";

/** A seal is made anew when it is older than this part of the idle time: a page asks more often than anybody needs it. */
const RENEWED_AFTER = 1 / 10;

/** A connection that is signed in, with its token: for the server only. */
export interface SignedIn {
  kind: ProviderKind;
  sealed: SealedConnection;
  /** The sign-in ends then at the latest, in epoch seconds. */
  endsAt: number;
}

/** The sign-ins that a browser's cookies hold. Of them the server keeps only the names of those that were ended. */
export interface Sessions {
  readonly lifetimes: Session["lifetimes"];
  /**
   * Null when the Cookie header holds no whole, fresh session for this connection. As all that asks for sign-ins, it throws ApiError
   * `upstream_unreachable` where nobody can tell whether one was ended.
   */
  read(connectionId: string, cookieHeader: string | null): Promise<SignedIn | null>;
  /** Every connection that is signed in, in the order of the providers. */
  all(cookieHeader: string | null): Promise<SignedIn[]>;
  /**
   * Begins a sign-in beside those that the Cookie header holds, and ends the one whose place it takes.
   * @returns it, and the Set-Cookie header that keeps it
   * @throws ApiError `invalid_request` for a token too long for a cookie, `conflict` for one too long to stand beside the others
   */
  begin(signIn: SignIn, cookieHeader: string | null): Promise<{ signedIn: SignedIn; cookie: string }>;
  /** Somebody is there: the Set-Cookie headers that make the idle time of every sign-in count anew, where it is worth it. */
  renew(cookieHeader: string | null): Promise<string[]>;
  /** Ends a sign-in, also for copies of its cookie. @returns the Set-Cookie header that removes it, harmless where there is none */
  end(connectionId: string, cookieHeader: string | null): Promise<string>;
  /** For what this sign-in's account may carry but not read. */
  vaultOf(signIn: Pick<SignIn, "provider" | "settings" | "account" | "token">): Vault;
}

interface Opened extends SignedIn {
  seal: string;
}

interface SessionsOptions extends Sealing {
  /** Whether browsers reach the dashboard over https. */
  secure: boolean;
  registry: ProviderRegistry;
  ended: EndedSessions;
}

/** The ids that connections of a provider can have, in the order in which they are given away. */
export function connectionIdsOf(provider: ProviderId): string[] {
  return Array.from({ length: MAX_CONNECTIONS_OF_A_PROVIDER }, (_, index) =>
    index === 0 ? provider : `${provider}-${index + 1}`,
  );
}

export function createSessions({ secure, registry, ended, ...sealing }: SessionsOptions): Sessions {
  const { secrets, idleSeconds, lifetimeSeconds, now } = sealing;
  const allIds = (): string[] => registry.all.flatMap(({ id }) => connectionIdsOf(id));

  /** Several, where somebody else put one of the same name beside it: what is not good is passed over, for it must sign nobody out. */
  async function openAll(connectionId: string, header: string | null): Promise<Opened[]> {
    const kind = registry.all.find(({ id }) => connectionIdsOf(id).includes(connectionId));
    if (kind === undefined) return [];
    const seals = readCookies(header, cookieName(connectionId, secure));
    const opened = await Promise.all(seals.map((seal) => unsealConnection(seal, sealing)));
    const signedIn = opened.flatMap((sealed, index) => {
      // A seal that was copied into another connection's cookie is not a sign-in there.
      if (sealed === null || sealed.provider !== kind.id || sealed.connection !== connectionId) return [];
      return [{ kind, sealed, endsAt: endOf(sealed, lifetimeSeconds), seal: seals[index] ?? "" }];
    });
    const haveEnded = await Promise.all(signedIn.map(({ sealed }) => ended.has(sealed)));
    return signedIn.filter((_, index) => haveEnded[index] === false);
  }

  async function open(connectionId: string, header: string | null): Promise<Opened | null> {
    return (await openAll(connectionId, header))[0] ?? null;
  }

  async function endAll(connectionId: string, header: string | null): Promise<void> {
    const opened = await openAll(connectionId, header);
    await Promise.all(opened.map(({ sealed }) => ended.end(sealed)));
  }

  function isDue({ sealed, seal }: Opened): boolean {
    const age = now() / 1000 - sealed.sealedAt;
    return age >= idleSeconds * RENEWED_AFTER || !isSealedWith(seal, secrets[0]);
  }

  async function keep(sealed: SealedConnection): Promise<string | null> {
    return keepingCookie(sealed.connection, await sealConnection(sealed, sealing), secure);
  }

  return {
    lifetimes: { idleSeconds, lifetimeSeconds },
    read: open,
    async all(cookieHeader) {
      const all = await Promise.all(allIds().map((id) => open(id, cookieHeader)));
      return all.filter((signedIn) => signedIn !== null);
    },
    async begin(signIn, cookieHeader) {
      const kind = registry.find(signIn.provider);
      if (kind === undefined) throw new ApiError("invalid_request", "This provider is not configured here.");
      await ended.prepare();
      const sealed = beginSession(signIn, sealing);
      const cookie = await keep(sealed);
      if (cookie === null) throw new ApiError("invalid_request", "That is too long for an API token.");
      if (cookiesLengthWith(cookie, cookieHeader, secure) > MAX_COOKIES_BYTES) throw new ApiError("conflict", TOO_MANY);
      await endAll(signIn.connection, cookieHeader);
      return { signedIn: { kind, sealed, endsAt: endOf(sealed, lifetimeSeconds) }, cookie };
    },
    async renew(cookieHeader) {
      const opened = await Promise.all(allIds().map((id) => open(id, cookieHeader)));
      const due = opened.filter((signedIn) => signedIn !== null).filter(isDue);
      const cookies = await Promise.all(due.map(({ sealed }) => keep(sealed)));
      return cookies.filter((cookie) => cookie !== null);
    },
    async end(connectionId, cookieHeader) {
      await endAll(connectionId, cookieHeader);
      return forgettingCookie(connectionId, secure);
    },
    vaultOf: ({ provider, settings, account, token }) =>
      // Where a provider does not tell whose token it is, the token alone stands for the account. The vault keeps only a digest.
      createVault(JSON.stringify([provider, settings, account.name === null ? { token } : account.name]), secrets),
  };
}

/** Field by field, so that nothing of the token can slip through. */
export function toConnection({ kind, sealed, endsAt }: SignedIn): Connection {
  const { name, role } = sealed.account;
  const account = { name, role };
  return {
    id: sealed.connection,
    provider: kind.id,
    label: kind.label,
    apiUrl: kind.apiUrl,
    account,
    settings: kind.signIn.settings.flatMap(({ name: key, label }) => {
      const value = sealed.settings[key];
      return value === undefined || value === "" ? [] : [{ label, value }];
    }),
    capabilities: kind.capabilities(account),
    naming: kind.naming,
    upload: kind.upload,
    actions: kind.actions(account),
    scopes: kind.scopes,
    showsDeleted: kind.showsDeleted,
    listIntervalSeconds: kind.listIntervalSeconds,
    signedInUntil: new Date(endsAt * 1000).toISOString(),
  };
}
