"use client";

import { useRouter } from "next/navigation";
import { useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { useUploads, useUploadViews } from "@/components/uploads/uploads-provider";
import { useSignIn } from "@/lib/client/mutations";
import type { Connection } from "@/lib/contract/session";
import { signInText } from "@/lib/text/sign-in-text";
import { useKnownConnections } from "./known-connections";
import { readSignIn } from "./read-sign-in";
import { SignInRefusal } from "./sign-in-refusal";
import { TokenField } from "./token-field";
import { otherAccountsSentence, waitingAccounts } from "./waiting-for-token";

interface SignInAgainDialogProps {
  connectionId: string;
  onClose: () => void;
}

/** Takes a new token for a connection. What waits for one goes on, the list is read anew, and nothing else changes. */
export function SignInAgainDialog({ connectionId, onClose }: SignInAgainDialogProps): ReactNode {
  const router = useRouter();
  const { uploads: commands } = useUploads();
  const uploads = useUploadViews();
  const { connections, remember } = useKnownConnections();
  const known = connections.get(connectionId);
  const signingIn = useSignIn(known?.account.name ?? null);
  const tokenInput = useRef<HTMLInputElement>(null);
  const formId = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const accounts = waitingAccounts(uploads, connectionId);
  const othersWait = known === undefined ? null : otherAccountsSentence(accounts, known.account.name);

  const descriptionOf = accounts.length > 0 ? signInText.again.descriptionWithUploads : signInText.again.description;

  const goOn = (connection: Connection) => {
    remember(connection);
    commands?.signedIn({ connection: connection.id, account: connection.account.name });
    // The account, its role or what it allows may have changed.
    router.refresh();
    if (otherAccountsSentence(accounts, connection.account.name) === null) onClose();
    else if (tokenInput.current !== null) tokenInput.current.value = "";
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (signingIn.isPending) return;
    // A connection's id is its provider's: one sign-in a provider.
    const read = readSignIn(connectionId, tokenInput.current?.value ?? "");
    setProblem(read.problem);
    if (read.request !== null) signingIn.mutate(read.request, { onSuccess: goOn });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={signInText.again.title}
      {...(othersWait === null && { description: descriptionOf(known?.label) })}
      footer={
        <>
          <Button onClick={onClose}>
            {accounts.length > 0 ? signInText.again.keepWaiting : signInText.again.notNow}
          </Button>
          <Button type="submit" form={formId} look="primary" busy={signingIn.isPending}>
            {signingIn.isPending ? signInText.signingIn : signInText.signIn}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="space-y-3">
        {othersWait !== null && (
          <Callout tone="warning">
            <output>{othersWait}</output>
          </Callout>
        )}
        <TokenField ref={tokenInput} problem={problem} />
        {signingIn.isError && problem === null && <SignInRefusal error={signingIn.error} />}
      </form>
    </Dialog>
  );
}
