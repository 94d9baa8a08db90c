import "server-only";
import { headers } from "next/headers";
import { ApiError } from "@/lib/contract/errors";
import { SIGN_IN_UNCHECKED } from "@/lib/contract/page-errors";
import type { Connection, Session } from "@/lib/contract/session";
import { getParts } from "@/lib/server/composition";
import { readSession } from "./read-session";

/**
 * For pages: the session that `GET /api/session` would answer. Makes the page dynamic. Asks no provider.
 * @throws an error whose digest is `SIGN_IN_UNCHECKED` where nobody can tell: the sign-in page would be a loop, for whoever signs in
 *   there could not be told from who signed out either
 */
export async function currentSession(): Promise<Session> {
  const cookies = (await headers()).get("cookie");
  try {
    return await readSession(getParts(), cookies);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw Object.assign(new Error(error.message, { cause: error.cause }), { digest: SIGN_IN_UNCHECKED });
  }
}

/** For pages: the connection of this id as the browser may see it, or null when it is not signed in. */
export async function currentConnection(connectionId: string): Promise<Connection | null> {
  const { connections } = await currentSession();
  return connections.find((connection) => connection.id === connectionId) ?? null;
}
