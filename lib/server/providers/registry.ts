import "server-only";
import type { Config } from "@/lib/config/config";
import { cycleProvider } from "./cycle/provider";
import { linodeProvider } from "./linode/provider";
import { oxideProvider } from "./oxide/provider";
import { sfcomputeProvider } from "./sfcompute/provider";
import type { ProviderKind } from "./types";

/** The providers that are configured, in the order in which people see them. */
export interface ProviderRegistry {
  all: readonly ProviderKind[];
  /** Undefined for an id that nobody offers here. */
  find(id: string): ProviderKind | undefined;
}

export function createRegistry(config: Pick<Config, "sfcompute" | "linode" | "oxide" | "cycle">): ProviderRegistry {
  const kinds = [
    config.sfcompute && sfcomputeProvider(config.sfcompute),
    config.linode && linodeProvider(config.linode),
    config.oxide && oxideProvider(config.oxide),
    config.cycle && cycleProvider(config.cycle),
  ];
  const all = kinds.filter((kind) => kind !== null);
  return { all, find: (id) => all.find((kind) => kind.id === id) };
}
