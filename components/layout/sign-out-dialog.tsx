"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { signInText } from "@/lib/text/sign-in-text";
import { RequestError } from "./request-error";

interface SignOutDialogProps {
  /** How many would have to wait. */
  uploads: number;
  busy: boolean;
  error: Error | null;
  onSignOut: () => void;
  onClose: () => void;
}

/** Asks before uploads have to wait, and tells why signing out did not work. */
export function SignOutDialog({ uploads, busy, error, onSignOut, onClose }: SignOutDialogProps): ReactNode {
  const text = signInText.out;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={text.title}
      {...(uploads > 0 && { description: text.uploadsUnderWay(uploads) })}
      footer={
        <>
          <Button data-initial-focus onClick={onClose}>
            {text.stay}
          </Button>
          <Button look="danger" busy={busy} onClick={onSignOut}>
            {text.now}
          </Button>
        </>
      }
    >
      {error !== null && <RequestError title={text.failed} error={error} />}
    </Dialog>
  );
}
