"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { paceLists } from "@/lib/client/queries";
import type { Connection, OfferedProvider, Session } from "@/lib/contract/session";

interface KnownConnectionsValue {
  /** By id: as the page that was seen last told it. */
  connections: ReadonlyMap<string, Connection>;
  /** What can be signed in to. */
  providers: readonly OfferedProvider[];
  /** How long sign-ins last; null before any page was shown. */
  lifetimes: Session["lifetimes"] | null;
  /** Signed out of since the page was made: the server was not asked for another one yet. */
  left: ReadonlySet<string>;
  remember: (connection: Connection) => void;
  rememberSession: (session: Session) => void;
  forget: (connectionId: string) => void;
}

const NONE: ReadonlySet<string> = new Set();

const KnownConnectionsContext = createContext<KnownConnectionsValue | null>(null);

/** Remembers who is signed in, for what stands above the pages: the upload tray and the dialog that asks for a token. */
export function KnownConnectionsProvider({ children }: { children: ReactNode }): ReactNode {
  const [connections, setConnections] = useState<ReadonlyMap<string, Connection>>(() => new Map());
  const [providers, setProviders] = useState<readonly OfferedProvider[]>([]);
  const [lifetimes, setLifetimes] = useState<Session["lifetimes"] | null>(null);
  const [left, setLeft] = useState(NONE);
  const remember = useCallback(
    (connection: Connection) => setConnections((known) => new Map(known).set(connection.id, connection)),
    [],
  );
  const rememberSession = useCallback((session: Session) => {
    setConnections(new Map(session.connections.map((connection) => [connection.id, connection])));
    setProviders(session.providers);
    setLifetimes(session.lifetimes);
    setLeft(NONE);
  }, []);
  const forget = useCallback((connectionId: string) => {
    setConnections((known) => new Map([...known].filter(([id]) => id !== connectionId)));
    setLeft((before) => new Set([...before, connectionId]));
  }, []);
  const value = useMemo(
    () => ({ connections, providers, lifetimes, left, remember, rememberSession, forget }),
    [connections, providers, lifetimes, left, remember, rememberSession, forget],
  );
  return <KnownConnectionsContext value={value}>{children}</KnownConnectionsContext>;
}

export function useKnownConnections(): KnownConnectionsValue {
  const value = use(KnownConnectionsContext);
  if (value === null) throw new Error("useKnownConnections needs a KnownConnectionsProvider above it.");
  return value;
}

/** For the pages of those who are signed in. The lists learn as well how often they may ask. */
export function useRememberSession(session: Session): void {
  const { rememberSession } = useKnownConnections();
  const queryClient = useQueryClient();
  useEffect(() => {
    rememberSession(session);
    paceLists(queryClient, session.connections);
  }, [rememberSession, queryClient, session]);
}
