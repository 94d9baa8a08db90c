import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { Connection, SignInRequest } from "@/lib/contract/session";
import type { ProviderRegistry } from "@/lib/server/providers/registry";
import type { ProviderCall } from "@/lib/server/providers/types";
import { toConnection, type Sessions } from "./sessions";

/**
 * Asks the provider whose token this is and seals it.
 * @throws ApiError `token_rejected` for a token that the provider does not accept, and whatever else it answers
 */
export async function signIn(
  { registry, sessions }: { registry: ProviderRegistry; sessions: Sessions },
  { provider, token }: SignInRequest,
  call: Omit<ProviderCall, "token">,
): Promise<{ connection: Connection; cookie: string }> {
  const kind = registry.find(provider);
  if (kind === undefined) throw new ApiError("invalid_request", "This provider is not configured here.");
  const account = await kind.open({ ...call, token }).identify();
  const sealed = { provider, token, account };
  return { connection: toConnection({ kind, sealed }), cookie: await sessions.keep(sealed) };
}
