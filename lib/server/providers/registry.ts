import "server-only";
import type { Config } from "@/lib/config/config";
import { providerIdSchema, type ProviderId } from "@/lib/contract/session";
import { sfcomputeProvider } from "./sfcompute/provider";
import type { ProviderKind } from "./types";

/** The providers that are configured, in the order in which people see them. */
export interface ProviderRegistry {
  all: readonly ProviderKind[];
  /** Undefined for an id that nobody offers here. */
  find(id: string): ProviderKind | undefined;
}

export function createRegistry(config: Pick<Config, "sfcompute">): ProviderRegistry {
  const kinds: Record<ProviderId, ProviderKind> = { sfcompute: sfcomputeProvider(config.sfcompute) };
  return {
    all: Object.values(kinds),
    find(id) {
      const parsed = providerIdSchema.safeParse(id);
      return parsed.success ? kinds[parsed.data] : undefined;
    },
  };
}
