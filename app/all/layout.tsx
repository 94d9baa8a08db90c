import type { ReactNode } from "react";
import { Shell } from "@/components/layout/shell";
import { currentSession } from "@/lib/server/session/current-session";

export default async function AllLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  // The page below sends those who are not signed in to the sign-in page, with the way back.
  if (session.connections.length === 0) return children;
  return (
    <Shell session={session} connection={null}>
      {children}
    </Shell>
  );
}
