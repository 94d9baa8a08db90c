"use client";

import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { ProviderId } from "@/lib/contract/connection-id";
import type { Session, SignInInput } from "@/lib/contract/session";
import { signInText } from "@/lib/text/sign-in-text";
import { readSignIn } from "./read-sign-in";
import { SignInRefusal } from "./sign-in-refusal";
import { TokenField } from "./token-field";
import { useIsHydrated } from "./use-is-hydrated";

interface SignInFormProps {
  providers: Session["providers"];
  busy: boolean;
  error: Error | null;
  onSubmit: (request: SignInInput) => void;
}

/** Fields of a sign-in. What the token looks like is checked here, whether it works is said by the provider. */
export function SignInForm({ providers, busy, error, onSubmit }: SignInFormProps): ReactNode {
  const [provider, setProvider] = useState(providers[0]?.id);
  const tokenInput = useRef<HTMLInputElement>(null);
  const isHydrated = useIsHydrated();
  const [problem, setProblem] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const read = readSignIn(provider, tokenInput.current?.value ?? "");
    setProblem(read.problem);
    if (read.request !== null) onSubmit(read.request);
  };

  return (
    <form noValidate onSubmit={submit} className="w-full space-y-4">
      {providers.length > 1 && <ProviderChoice providers={providers} value={provider} onChange={setProvider} />}
      <TokenField ref={tokenInput} problem={problem} />
      {error !== null && problem === null && !busy && <SignInRefusal error={error} />}
      {/* Before the scripts run the browser itself would send the form, and lose what was typed. */}
      <fieldset disabled={!isHydrated} className="contents">
        <Button type="submit" look="primary" busy={busy} className="h-9 w-full">
          {busy ? signInText.signingIn : signInText.signIn}
        </Button>
      </fieldset>
    </form>
  );
}

interface ProviderChoiceProps {
  providers: Session["providers"];
  value: ProviderId | undefined;
  onChange: (provider: ProviderId) => void;
}

function ProviderChoice({ providers, value, onChange }: ProviderChoiceProps): ReactNode {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{signInText.provider}</legend>
      <div className="grid grid-cols-2 gap-2">
        {providers.map(({ id, label }) => (
          <label
            key={id}
            className="flex h-9 cursor-pointer items-center gap-2 rounded-md bg-surface px-3 shadow-[inset_0_0_0_1px_var(--color-line-strong)] has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1px_var(--color-accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="provider"
              value={id}
              checked={id === value}
              onChange={() => onChange(id)}
              className="accent-accent outline-none"
            />
            <span className="truncate">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
