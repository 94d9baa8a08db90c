"use client";

import { usePathname } from "next/navigation";
import { useCallback, useState, type ReactNode } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { useUploadViews } from "@/components/uploads/uploads-provider";
import { useRefusedSignIns } from "@/lib/client/refused-sign-ins";
import { KeepAlive } from "./keep-alive";
import { useKnownConnections } from "./known-connections";
import { SignInAgainContext } from "./sign-in-again-context";
import { useSignedOutElsewhere } from "./use-signed-out-elsewhere";
import { closeAsking, NOBODY_ASKED, settleAsking, tokenWaits } from "./waiting-for-token";

const SignInAgainDialog = onDemand(async () => (await import("./sign-in-again-dialog")).SignInAgainDialog);

/**
 * Takes a new token in place, above whatever page is open: by itself when uploads of this tab begin to wait for one or the sign-in is
 * over, and when somebody presses "Sign in again". Lists, filters and uploads stay.
 */
export function SignInAgain({ children }: { children: ReactNode }): ReactNode {
  const pathname = usePathname();
  const { connections } = useKnownConnections();
  const uploads = useUploadViews();
  const refused = useRefusedSignIns();
  useSignedOutElsewhere();
  const [asking, setAsking] = useState(NOBODY_ASKED);
  const ask = useCallback(
    (connection: string) => setAsking((before) => ({ ...before, asked: connection })),
    [setAsking],
  );

  const signedInAs = new Map([...connections].map(([id, { account }]) => [id, account.name]));
  const settled = settleAsking(asking, tokenWaits(uploads, signedInAs, refused));
  if (settled !== asking) setAsking(settled);

  const connection = pathname === "/sign-in" ? null : (settled.asked ?? settled.automatic);
  return (
    <SignInAgainContext value={ask}>
      {children}
      <KeepAlive refused={refused} />
      {connection !== null && (
        <SignInAgainDialog
          key={connection}
          connectionId={connection}
          isOver={refused.has(connection)}
          onClose={() => setAsking((before) => closeAsking(before, connection))}
        />
      )}
    </SignInAgainContext>
  );
}
