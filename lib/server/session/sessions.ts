import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { ProviderId } from "@/lib/contract/connection-id";
import type { Connection } from "@/lib/contract/session";
import type { ProviderRegistry } from "@/lib/server/providers/registry";
import type { ProviderKind, Vault } from "@/lib/server/providers/types";
import {
  cookieName,
  cookiesLengthWith,
  forgettingCookie,
  keepingCookie,
  MAX_COOKIES_BYTES,
  readCookie,
} from "./cookies";
import { sealConnection, unsealConnection, type SealedConnection, type Secrets } from "./seal";
import { createVault } from "./vault";

/** Sign-ins to one provider at a time, at most. Each is a cookie, and all of them travel with every request: see `MAX_COOKIES_BYTES`. */
export const MAX_CONNECTIONS_OF_A_PROVIDER = 4;

const TOO_MANY =
  "This browser cannot keep another connection: with it, requests would be too long. Sign out of one of the connections first.";

/** A connection that is signed in, with its token: for the server only. */
export interface SignedIn {
  kind: ProviderKind;
  sealed: SealedConnection;
}

/** The sign-ins that a browser's cookies hold. Nothing is kept on the server. */
export interface Sessions {
  /** Null when the Cookie header holds no whole, fresh session for this connection. */
  read(connectionId: string, cookieHeader: string | null): Promise<SignedIn | null>;
  /** Every connection that is signed in, in the order of the providers. */
  all(cookieHeader: string | null): Promise<SignedIn[]>;
  /**
   * The Set-Cookie header that keeps a sign-in beside those that the Cookie header holds.
   * @throws ApiError `invalid_request` for a token too long for a cookie, `conflict` for one too long to stand beside the others
   */
  keep(sealed: SealedConnection, cookieHeader: string | null): Promise<string>;
  /** The Set-Cookie header that ends a sign-in. */
  forget(connectionId: string): string;
  /** For what this sign-in's account may carry but not read. */
  vaultOf(sealed: Pick<SealedConnection, "provider" | "settings" | "account" | "token">): Vault;
}

interface SessionsOptions {
  secrets: Secrets;
  /** Whether browsers reach the dashboard over https. */
  secure: boolean;
  registry: ProviderRegistry;
}

/** The ids that connections of a provider can have, in the order in which they are given away. */
export function connectionIdsOf(provider: ProviderId): string[] {
  return Array.from({ length: MAX_CONNECTIONS_OF_A_PROVIDER }, (_, index) =>
    index === 0 ? provider : `${provider}-${index + 1}`,
  );
}

export function createSessions({ secrets, secure, registry }: SessionsOptions): Sessions {
  async function read(connectionId: string, cookieHeader: string | null): Promise<SignedIn | null> {
    const kind = registry.all.find(({ id }) => connectionIdsOf(id).includes(connectionId));
    const seal = kind && readCookie(cookieHeader, cookieName(connectionId, secure));
    if (kind === undefined || seal === undefined) return null;
    const sealed = await unsealConnection(seal, secrets);
    // A seal that was copied into another connection's cookie is not a sign-in there.
    return sealed !== null && sealed.provider === kind.id && sealed.connection === connectionId
      ? { kind, sealed }
      : null;
  }

  return {
    read,
    async all(cookieHeader) {
      const ids = registry.all.flatMap(({ id }) => connectionIdsOf(id));
      const all = await Promise.all(ids.map((id) => read(id, cookieHeader)));
      return all.filter((signedIn) => signedIn !== null);
    },
    async keep(sealed, cookieHeader) {
      const cookie = keepingCookie(sealed.connection, await sealConnection(sealed, secrets), secure);
      if (cookie === null) throw new ApiError("invalid_request", "That is too long for an API token.");
      if (cookiesLengthWith(cookie, cookieHeader, secure) > MAX_COOKIES_BYTES) throw new ApiError("conflict", TOO_MANY);
      return cookie;
    },
    forget: (connectionId) => forgettingCookie(connectionId, secure),
    vaultOf: ({ provider, settings, account, token }) =>
      // Where a provider does not tell whose token it is, the token alone stands for the account. The vault keeps only a digest.
      createVault(JSON.stringify([provider, settings, account.name === null ? { token } : account.name]), secrets),
  };
}

/** Field by field, so that nothing of the token can slip through. */
export function toConnection({ kind, sealed }: SignedIn): Connection {
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
  };
}
