"use client";

import { createContext, use, type ReactNode } from "react";
import type { Connection } from "@/lib/contract/session";
import { useRememberConnection } from "./known-connections";

const ConnectionContext = createContext<Connection | null>(null);

/** The connection that the pages below are about, as the server read it from the session. */
export function ConnectionProvider({
  connection,
  children,
}: {
  connection: Connection;
  children: ReactNode;
}): ReactNode {
  useRememberConnection(connection);
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

export function useConnection(): Connection {
  const connection = use(ConnectionContext);
  if (connection === null) throw new Error("useConnection needs a ConnectionProvider above it.");
  return connection;
}

/** Null for what stands above the pages, or on one that is about no connection. */
export function useConnectionIfAny(): Connection | null {
  return use(ConnectionContext);
}
