import { createVault } from "@/lib/server/session/vault";
import type { ProviderCall } from "./types";

/** For tests: what a request of `tok`'s owner brings along. */
export function callFixture(changes: Partial<ProviderCall> = {}): ProviderCall {
  return {
    connection: "connection",
    token: "tok",
    settings: {},
    clientAddress: "192.0.2.7",
    vault: createVault("anybody", ["a secret that has 32 characters and more"]),
    signal: new AbortController().signal,
    ...changes,
  };
}
