import { createVault } from "@/lib/server/session/vault";
import type { ProviderCall } from "./types";

/** For tests: what a request of `tok`'s owner brings along. */
export function callFixture(changes: Partial<ProviderCall> = {}): ProviderCall {
  return {
    connection: "connection",
    token: "tok",
    settings: {},
    requestId: "0c5ad1a5-7b3e-4a4e-9a55-0d1d6fb1f6a1",
    clientAddress: "192.0.2.7",
    vault: createVault("anybody", ["a secret that has 32 characters and more"]),
    signal: new AbortController().signal,
    ...changes,
  };
}
