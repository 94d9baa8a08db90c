"use client";

import { useMemo, useRef, useState, type ReactNode, type RefObject, type SubmitEvent } from "react";
import { Button } from "@/components/ui/button";
import type { ProviderId } from "@/lib/contract/connection-id";
import type { Session, SignInInput } from "@/lib/contract/session";
import { signInText } from "@/lib/text/sign-in-text";
import { ProviderChoice } from "./provider-choice";
import { NO_PROBLEMS, readSignIn, refusedFields } from "./read-sign-in";
import { SignInFields, typedSignIn } from "./sign-in-fields";
import { SignInRefusal } from "./sign-in-refusal";
import { useIsHydrated } from "./use-is-hydrated";

interface SignInFormProps {
  session: Session;
  /** The provider that is chosen. */
  provider: ProviderId | undefined;
  onProvider: (provider: ProviderId) => void;
  /** The connection whose place the sign-in takes, if it is to one of the chosen provider; null for any. */
  connection: string | null;
  tokenInput: RefObject<HTMLInputElement | null>;
  busy: boolean;
  error: Error | null;
  onSubmit: (request: SignInInput) => void;
}

/** Fields of a sign-in. What they look like is checked here, whether they work is said by the provider. */
export function SignInForm(props: SignInFormProps): ReactNode {
  const { session, provider: chosen, onProvider, connection, tokenInput, busy, error, onSubmit } = props;
  const isHydrated = useIsHydrated();
  const form = useRef<HTMLFormElement>(null);
  const [typedProblems, setTypedProblems] = useState(NO_PROBLEMS);
  const provider = session.providers.find(({ id }) => id === chosen);
  const refused = useMemo(() => refusedFields(provider, busy ? null : error), [provider, busy, error]);
  if (provider === undefined) return null;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy || form.current === null) return;
    const read = readSignIn(provider, connection, typedSignIn(form.current, tokenInput.current));
    setTypedProblems(read.problems);
    if (read.request !== null) onSubmit(read.request);
  };

  const problems = typedProblems.size > 0 ? typedProblems : refused;
  return (
    <form ref={form} noValidate onSubmit={submit} className="w-full space-y-4">
      {session.providers.length > 1 && (
        <ProviderChoice
          session={session}
          value={provider.id}
          onChange={(next) => {
            setTypedProblems(NO_PROBLEMS);
            onProvider(next);
          }}
        />
      )}
      <SignInFields provider={provider} tokenInput={tokenInput} problems={problems} />
      {error !== null && problems.size === 0 && !busy && <SignInRefusal error={error} />}
      {/* Before the scripts run the browser itself would send the form, and lose what was typed. */}
      <fieldset disabled={!isHydrated} className="contents">
        <Button type="submit" look="primary" busy={busy} className="h-9 w-full">
          {busy ? signInText.signingIn : signInText.signIn}
        </Button>
      </fieldset>
    </form>
  );
}
