import type { ReactNode } from "react";
import type { Connection, Session } from "@/lib/contract/session";
import { layoutText } from "@/lib/text/layout-text";
import { ConnectionProvider, SessionProvider } from "./connection-context";
import { TopBar } from "./top-bar";

interface ShellProps {
  session: Session;
  /** The one that the page is about; null for a page about all of them. */
  connection: Connection | null;
  children: ReactNode;
}

/** What stands around every page of those who are signed in. The space at the end keeps the last row clear of the upload tray. */
export function Shell({ session, connection, children }: ShellProps): ReactNode {
  return (
    <SessionProvider session={session}>
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:translate-y-0"
      >
        {layoutText.skipToContent}
      </a>
      <TopBar connection={connection} session={session} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto max-w-300 px-4 pt-6 has-data-wide:max-w-440 pb-[calc(var(--tray-height,0px)+2rem)] outline-none sm:px-6"
      >
        {connection === null ? children : <ConnectionProvider connection={connection}>{children}</ConnectionProvider>}
      </main>
    </SessionProvider>
  );
}
