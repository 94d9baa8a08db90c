import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "@/components/layout/shell";
import { currentSession } from "@/lib/server/session/current-session";

interface ConnectionLayoutProps {
  params: Promise<{ connection: string }>;
  children: ReactNode;
}

export default async function ConnectionLayout({ params, children }: ConnectionLayoutProps) {
  const { connection: id } = await params;
  const { connections, providers } = await currentSession();
  const connection = connections.find((candidate) => candidate.id === id);
  if (connection !== undefined) return <Shell connection={connection}>{children}</Shell>;
  if (!providers.some((provider) => provider.id === id)) notFound();
  // The page below knows its own address, and sends to the sign-in page with the way back.
  return children;
}
