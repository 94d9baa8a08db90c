import "server-only";
import type { Session } from "@/lib/contract/session";
import type { ProviderRegistry } from "@/lib/server/providers/registry";
import { toConnection, type Sessions } from "./sessions";

/** Which connections a browser's cookies sign in, and which providers it could sign in to. */
export async function readSession(
  { registry, sessions }: { registry: ProviderRegistry; sessions: Sessions },
  cookieHeader: string | null,
): Promise<Session> {
  return {
    connections: (await sessions.all(cookieHeader)).map(toConnection),
    providers: registry.all.map(({ id, label, signIn: { tokenHint, settings } }) => ({
      id,
      label,
      tokenHint,
      settings: [...settings],
    })),
    lifetimes: sessions.lifetimes,
  };
}
