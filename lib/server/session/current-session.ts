import "server-only";
import { headers } from "next/headers";
import type { Connection, Session } from "@/lib/contract/session";
import { getParts } from "@/lib/server/composition";
import { readSession } from "./read-session";

/** For pages: the session that `GET /api/session` would answer. Makes the page dynamic. Asks no provider. */
export async function currentSession(): Promise<Session> {
  return readSession(getParts(), (await headers()).get("cookie"));
}

/** For pages: the connection of this id as the browser may see it, or null when it is not signed in. */
export async function currentConnection(connectionId: string): Promise<Connection | null> {
  const { connections } = await currentSession();
  return connections.find((connection) => connection.id === connectionId) ?? null;
}
