"use client";

import { useRouter } from "next/navigation";
import { useId, useMemo, useRef, useState, type ReactNode, type SubmitEvent } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { useUploads, useUploadViews } from "@/components/uploads/uploads-provider";
import { silenceUntil } from "@/lib/client/keep-alive/last-asked";
import { whySignedOut } from "@/lib/client/keep-alive/why-signed-out";
import { useSignIn } from "@/lib/client/use-sign-in";
import type { Connection } from "@/lib/contract/session";
import { connectionNames } from "@/lib/text/connection-names";
import { signInText } from "@/lib/text/sign-in-text";
import { providerOf } from "@/lib/utils/provider-of";
import { useKnownConnections } from "./known-connections";
import { NO_PROBLEMS, readSignIn, refusedFields } from "./read-sign-in";
import { SignInFields, typedSignIn } from "./sign-in-fields";
import { SignInRefusal } from "./sign-in-refusal";
import { otherAccountsSentence, waitingAccounts } from "./waiting-for-token";

interface SignInAgainDialogProps {
  connectionId: string;
  /** The server said that nobody is signed in any more; else the provider refused the token, or somebody asked. */
  isOver: boolean;
  onClose: () => void;
}

/** Takes a new token for a connection. What waits for one goes on, the list is read anew, and nothing else changes. */
export function SignInAgainDialog({ connectionId, isOver, onClose }: SignInAgainDialogProps): ReactNode {
  const router = useRouter();
  const { uploads: commands } = useUploads();
  const uploads = useUploadViews();
  const { connections, providers, lifetimes, remember } = useKnownConnections();
  const known = connections.get(connectionId);
  const provider = providers.find(({ id }) => id === providerOf(connectionId));
  const signingIn = useSignIn(known?.account.name ?? null);
  const tokenInput = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const formId = useId();
  const [typedProblems, setTypedProblems] = useState(NO_PROBLEMS);
  const accounts = waitingAccounts(uploads, connectionId);
  const othersWait = known === undefined ? null : otherAccountsSentence(accounts, known.account.name);

  // As it was when the dialog opened: a reason does not change while somebody reads it.
  const [times] = useState(() => ({ now: Date.now(), silenceMs: silenceUntil(Date.now()) }));
  const reason = known === undefined || lifetimes === null ? null : whySignedOut(known, lifetimes, times);

  const goOn = (connection: Connection) => {
    remember(connection);
    commands?.signedIn({ connection: connection.id, account: connection.account.name });
    // The account, its role or what it allows may have changed.
    router.refresh();
    if (otherAccountsSentence(accounts, connection.account.name) === null) onClose();
    else if (tokenInput.current !== null) tokenInput.current.value = "";
  };

  const { error, isPending } = signingIn;
  const refused = useMemo(() => refusedFields(provider, isPending ? null : error), [provider, isPending, error]);

  // Before any page was shown nobody could ask for it.
  if (provider === undefined) return null;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (signingIn.isPending || form.current === null) return;
    const read = readSignIn(provider, connectionId, typedSignIn(form.current, tokenInput.current));
    setTypedProblems(read.problems);
    if (read.request !== null) signingIn.mutate(read.request, { onSuccess: goOn });
  };

  const descriptionOf = (name: string): string => {
    const { again } = signInText;
    const why = reason === null || lifetimes === null ? null : again[reason](name, lifetimes);
    const what = why ?? (isOver ? again.over(name) : again.refused(name));
    return `${what} ${accounts.length > 0 ? again.uploadsWait : again.pageStays}`;
  };

  const problems = typedProblems.size > 0 ? typedProblems : refused;
  const name = connectionNames([...connections.values()]).get(connectionId) ?? provider.label;

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={signInText.again.title}
      {...(othersWait === null && { description: descriptionOf(name) })}
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
      <form ref={form} id={formId} noValidate onSubmit={submit} className="space-y-3">
        {othersWait !== null && (
          <Callout tone="warning">
            <output>{othersWait}</output>
          </Callout>
        )}
        <SignInFields provider={provider} tokenInput={tokenInput} problems={problems} known={known?.settings} />
        {signingIn.isError && problems.size === 0 && <SignInRefusal error={signingIn.error} />}
      </form>
    </Dialog>
  );
}
