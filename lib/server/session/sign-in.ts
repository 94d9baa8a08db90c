import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { Connection, SignInRequest } from "@/lib/contract/session";
import type { ProviderRegistry } from "@/lib/server/providers/registry";
import type { ProviderCall, ProviderKind } from "@/lib/server/providers/types";
import { shown } from "@/lib/server/shown";
import type { SignIn } from "./seal";
import { connectionIdsOf, MAX_CONNECTIONS_OF_A_PROVIDER, toConnection, type Sessions, type SignedIn } from "./sessions";

/** What a sign-in works with beside the request's own words. */
export interface SignInCall extends Pick<ProviderCall, "requestId" | "clientAddress" | "signal"> {
  cookieHeader: string | null;
}

/**
 * Asks the provider whose token this is and seals it: in the place of the connection that is named, of the one that the same account has
 * already, or as a new one beside those that there are.
 * @throws ApiError `token_rejected` for a token that the provider does not accept, `invalid_request` for a setting that is missing,
 *   `conflict` when there are as many connections as can be, and whatever else the provider answers
 */
export async function signIn(
  { registry, sessions }: { registry: ProviderRegistry; sessions: Sessions },
  request: SignInRequest,
  { cookieHeader, ...call }: SignInCall,
): Promise<{ connection: Connection; cookie: string }> {
  const { provider, token } = request;
  const kind = registry.find(provider);
  if (kind === undefined) throw new ApiError("invalid_request", "This provider is not configured here.");
  const settings = settingsOf(kind, request.settings);
  const nobody = { name: null, role: null };
  const vault = sessions.vaultOf({ provider, settings, account: nobody, token });
  // Made visible before it is sealed, so that the name is the same wherever it is compared.
  const account = shown(await kind.open({ connection: provider, token, settings, vault, ...call }).identify());
  const others = (await sessions.all(cookieHeader)).filter((signedIn) => signedIn.kind.id === provider);
  const connection = placeFor({ provider, token, settings, account }, others, request.connection);
  const content: SignIn = { connection, provider, token, settings, account };
  const { signedIn, cookie } = await sessions.begin(content, cookieHeader);
  return { connection: toConnection(signedIn), cookie };
}

/** Those that the provider asks for, and nothing else. */
function settingsOf(kind: ProviderKind, entered: Readonly<Record<string, string>>): Record<string, string> {
  const missing = kind.signIn.settings.find(({ name, isRequired }) => isRequired && (entered[name] ?? "") === "");
  if (missing !== undefined) {
    const message = `${missing.label} is missing.`;
    throw new ApiError("invalid_request", message, { details: [{ field: `settings.${missing.name}`, message }] });
  }
  return Object.fromEntries(
    kind.signIn.settings.flatMap(({ name }) => {
      const value = entered[name] ?? "";
      return value === "" ? [] : [[name, value]];
    }),
  );
}

function placeFor(
  { provider, token, settings, account }: Omit<SignIn, "connection">,
  others: readonly SignedIn[],
  wanted: string | undefined,
): string {
  const places = connectionIdsOf(provider);
  if (wanted !== undefined && places.includes(wanted)) return wanted;
  const same = others.find(({ sealed }) => {
    // Where a provider does not tell whose a token is, another token may be another account's.
    const isSameAccount = account.name === null ? sealed.token === token : sealed.account.name === account.name;
    return isSameAccount && JSON.stringify(sealed.settings) === JSON.stringify(settings);
  });
  if (same !== undefined) return same.sealed.connection;
  const free = places.find((place) => others.every(({ sealed }) => sealed.connection !== place));
  if (free !== undefined) return free;
  throw new ApiError(
    "conflict",
    `There are ${MAX_CONNECTIONS_OF_A_PROVIDER} connections of this provider already. Sign out of one of them first.`,
  );
}
