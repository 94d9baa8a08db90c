"use client";

import { useEffect, type ReactNode } from "react";
import { useKnownConnections } from "@/components/layout/known-connections";
import type { Connection } from "@/lib/contract/session";
import { useUploads } from "./uploads-provider";

/** Tells the uploads whose token each connection has: once it is known, and when it is another account's. */
export function TellUploads(): ReactNode {
  const { connections } = useKnownConnections();
  return [...connections.values()].map((connection) => <TellAccount key={connection.id} connection={connection} />);
}

function TellAccount({ connection: { id, account } }: { connection: Connection }): ReactNode {
  const { uploads } = useUploads();
  useEffect(() => uploads?.signedIn({ connection: id, account: account.name }), [uploads, id, account.name]);
  return null;
}
