import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "@/components/layout/shell";
import { currentSession } from "@/lib/server/session/current-session";
import { providerOf } from "@/lib/utils/provider-of";

interface ConnectionLayoutProps {
  params: Promise<{ connection: string }>;
  children: ReactNode;
}

export default async function ConnectionLayout({ params, children }: ConnectionLayoutProps) {
  const { connection: id } = await params;
  const session = await currentSession();
  const connection = session.connections.find((candidate) => candidate.id === id);
  if (connection !== undefined) {
    return (
      <Shell session={session} connection={connection}>
        {children}
      </Shell>
    );
  }
  if (!session.providers.some((provider) => provider.id === providerOf(id))) notFound();
  // The page below knows its own address, and sends to the sign-in page with the way back.
  return children;
}
