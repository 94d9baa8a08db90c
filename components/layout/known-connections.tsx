"use client";

import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { useUploads } from "@/components/uploads/uploads-provider";
import type { Connection } from "@/lib/contract/session";

interface KnownConnectionsValue {
  /** By id: as the page that was seen last told it. */
  connections: ReadonlyMap<string, Connection>;
  remember: (connection: Connection) => void;
  forget: (connectionId: string) => void;
}

const KnownConnectionsContext = createContext<KnownConnectionsValue | null>(null);

/** Remembers who is signed in, for what stands above the pages: the upload tray and the dialog that asks for a token. */
export function KnownConnectionsProvider({ children }: { children: ReactNode }): ReactNode {
  const [connections, setConnections] = useState<ReadonlyMap<string, Connection>>(() => new Map());
  const remember = useCallback(
    (connection: Connection) => setConnections((known) => new Map(known).set(connection.id, connection)),
    [],
  );
  const forget = useCallback(
    (connectionId: string) => setConnections((known) => new Map([...known].filter(([id]) => id !== connectionId))),
    [],
  );
  const value = useMemo(() => ({ connections, remember, forget }), [connections, remember, forget]);
  return <KnownConnectionsContext value={value}>{children}</KnownConnectionsContext>;
}

export function useKnownConnections(): KnownConnectionsValue {
  const value = use(KnownConnectionsContext);
  if (value === null) throw new Error("useKnownConnections needs a KnownConnectionsProvider above it.");
  return value;
}

/** For the pages of a connection. The uploads learn as well whose token there is. */
export function useRememberConnection(connection: Connection): void {
  const { remember } = useKnownConnections();
  const { uploads } = useUploads();
  useEffect(() => remember(connection), [remember, connection]);

  const { id, account } = connection;
  useEffect(() => uploads?.signedIn({ connection: id, account: account.name }), [uploads, id, account.name]);
}
