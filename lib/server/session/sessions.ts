import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { Connection } from "@/lib/contract/session";
import type { ProviderRegistry } from "@/lib/server/providers/registry";
import type { ProviderKind } from "@/lib/server/providers/types";
import { cookieName, forgettingCookie, keepingCookie, readCookie } from "./cookies";
import { sealConnection, unsealConnection, type SealedConnection, type Secrets } from "./seal";

/** A connection that is signed in, with its token: for the server only. */
export interface SignedIn {
  kind: ProviderKind;
  sealed: SealedConnection;
}

/** The sign-ins that a browser's cookies hold. Nothing is kept on the server. */
export interface Sessions {
  /** Null when the Cookie header holds no whole, fresh session for this connection. */
  read(connectionId: string, cookieHeader: string | null): Promise<SignedIn | null>;
  /** Every connection that is signed in, as the browser may see it. */
  connections(cookieHeader: string | null): Promise<Connection[]>;
  /** The Set-Cookie header that keeps a sign-in. @throws ApiError `invalid_request` for a token too long for a cookie */
  keep(sealed: SealedConnection): Promise<string>;
  /** The Set-Cookie header that ends a sign-in. */
  forget(connectionId: string): string;
}

interface SessionsOptions {
  secrets: Secrets;
  /** Whether browsers reach the dashboard over https. */
  secure: boolean;
  registry: ProviderRegistry;
}

/** A connection's id is its provider's id: one sign-in a provider. */
export function createSessions({ secrets, secure, registry }: SessionsOptions): Sessions {
  async function read(connectionId: string, cookieHeader: string | null): Promise<SignedIn | null> {
    const kind = registry.find(connectionId);
    const seal = kind && readCookie(cookieHeader, cookieName(kind.id, secure));
    if (kind === undefined || seal === undefined) return null;
    const sealed = await unsealConnection(seal, secrets);
    // A seal that was copied into another connection's cookie is not a sign-in there.
    return sealed?.provider === kind.id ? { kind, sealed } : null;
  }
  return {
    read,
    async connections(cookieHeader) {
      const all = await Promise.all(registry.all.map((kind) => read(kind.id, cookieHeader)));
      return all.filter((signedIn) => signedIn !== null).map(toConnection);
    },
    async keep(sealed) {
      const cookie = keepingCookie(sealed.provider, await sealConnection(sealed, secrets), secure);
      if (cookie === null) throw new ApiError("invalid_request", "That is too long for an API token.");
      return cookie;
    },
    forget: (connectionId) => forgettingCookie(connectionId, secure),
  };
}

/** Field by field, so that nothing of the token can slip through. */
export function toConnection({ kind, sealed }: SignedIn): Connection {
  const { name, role } = sealed.account;
  return {
    id: kind.id,
    provider: kind.id,
    label: kind.label,
    apiUrl: kind.apiUrl,
    account: { name, role },
    capabilities: kind.capabilities({ name, role }),
  };
}
