"use client";

import { createContext, use, useMemo, useState, type ReactNode } from "react";
import type { Connection, Session } from "@/lib/contract/session";
import { useKnownConnections, useRememberSession } from "./known-connections";

const SessionContext = createContext<Session | null>(null);
const ConnectionContext = createContext<Connection | null>(null);

/** Who is signed in and to what, for the pages below, as the server read it from the cookies. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }): ReactNode {
  useRememberSession(session);
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The connection that what is below is about. */
export function ConnectionProvider({
  connection,
  children,
}: {
  connection: Connection;
  children: ReactNode;
}): ReactNode {
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

/** The connection of the page. For what is about one image, take `useConnectionOf`: a page may show images of several. */
export function useConnection(): Connection {
  const connection = use(ConnectionContext);
  if (connection === null) throw new Error("useConnection needs a ConnectionProvider above it.");
  return connection;
}

/** Null for what stands above the pages, and on one that is about several connections or none. */
export function useConnectionIfAny(): Connection | null {
  return use(ConnectionContext);
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("useSession needs a SessionProvider above it.");
  return session;
}

/** Every connection that is signed in, in the order of the providers. */
export function useConnections(): readonly Connection[] {
  return useSession().connections;
}

/** Those that nobody signed out of since the page was made: what is read of the others would be refused. */
export function usePresentConnections(): readonly Connection[] {
  const connections = useConnections();
  const { left } = useKnownConnections();
  return useMemo(() => connections.filter(({ id }) => !left.has(id)), [connections, left]);
}

/**
 * The connection of an image (`image.connection`), on whichever page it is shown. Signed out of, it stays what it was for what is open
 * already: a dialog then says what the server answers, instead of taking the page with it.
 */
export function useConnectionOf(connectionId: string): Connection {
  const present = useConnections().find(({ id }) => id === connectionId);
  const [last, setLast] = useState(present);
  if (present !== undefined && present !== last) setLast(present);
  const connection = present ?? (last?.id === connectionId ? last : undefined);
  if (connection === undefined) throw new Error(`${connectionId} is not signed in.`);
  return connection;
}
