import type { Connection } from "@/lib/contract/session";

type Named = Pick<Connection, "id" | "label" | "account" | "settings">;

/**
 * What connections are called, by id: as their provider, as far as that tells them apart; those of the same provider with their account or
 * with what was entered beside the token, and where even that is the same, with their id.
 */
export function connectionNames(connections: readonly Named[]): ReadonlyMap<string, string> {
  return new Map(connections.map((connection) => [connection.id, nameAmong(connection, connections)]));
}

/** The account and what was entered beside the token, in one line; null where neither is known. */
export function connectionDetails({ account, settings }: Named): string | null {
  const details = [account.name, ...settings.map(({ label, value }) => `${label}: ${value}`)];
  return details.filter((detail) => detail !== null).join(" · ") || null;
}

function nameAmong(connection: Named, all: readonly Named[]): string {
  const { label, account, settings, id } = connection;
  const others = all.filter((other) => other.id !== id && other.label === label);
  if (others.length === 0) return label;
  const value = settings.map((setting) => setting.value).join(" · ");
  if (account.name !== null && others.every((other) => other.account.name !== account.name)) {
    return `${label} · ${account.name}`;
  }
  const isTold = value !== "" && others.every((other) => other.settings.map((one) => one.value).join(" · ") !== value);
  return isTold ? `${label} · ${value}` : `${label} · ${id}`;
}
