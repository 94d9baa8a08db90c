"use client";

import { Eye, EyeOff } from "lucide-react";
import { useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { FieldError, Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { RequestId } from "@/components/ui/request-id";
import { signInRequestSchema, type ProviderId, type Session, type SignInRequest } from "@/lib/contract/session";
import { describeError } from "./describe-error";
import { useIsHydrated } from "./use-is-hydrated";

interface SignInFormProps {
  providers: Session["providers"];
  busy: boolean;
  error: Error | null;
  onSubmit: (request: SignInRequest) => void;
}

/** Fields of a sign-in. What the token looks like is checked here, whether it works is said by the provider. */
export function SignInForm({ providers, busy, error, onSubmit }: SignInFormProps): ReactNode {
  const fieldId = useId();
  const errorId = useId();
  const hintId = useId();
  const [provider, setProvider] = useState(providers[0]?.id);
  const tokenInput = useRef<HTMLInputElement>(null);
  const isHydrated = useIsHydrated();
  const [isShown, setIsShown] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const request = signInRequestSchema.safeParse({ provider, token: tokenInput.current?.value ?? "" });
    setProblem(request.success ? null : (request.error.issues[0]?.message ?? null));
    if (request.success) onSubmit(request.data);
  };

  return (
    <form noValidate onSubmit={submit} className="w-full space-y-4">
      {providers.length > 1 && <ProviderChoice providers={providers} value={provider} onChange={setProvider} />}
      <div>
        <label htmlFor={fieldId} className="mb-1.5 block font-medium">
          API token
        </label>
        <div className="relative">
          <Input
            id={fieldId}
            // Not controlled, so that what is typed before the page is hydrated stays; nameless, so that no form can carry it away.
            ref={tokenInput}
            type={isShown ? "text" : "password"}
            // The token is what a password manager should keep and fill in; nothing else on this page is.
            autoComplete="current-password"
            autoCapitalize="none"
            spellCheck={false}
            required
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? hintId : errorId}
            className="h-9 pr-10 font-mono"
          />
          <IconButton
            label={isShown ? "Hide token" : "Show token"}
            tooltip={null}
            className="absolute top-1 right-1 pointer-coarse:size-8"
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </IconButton>
        </div>
        {problem === null ? (
          <p id={hintId} className="mt-1 text-xs text-ink-muted">
            It comes from whoever runs the images API. Here it is kept in a sealed cookie that no page can read.
          </p>
        ) : (
          <FieldError id={errorId}>{problem}</FieldError>
        )}
      </div>
      {error !== null && problem === null && !busy && <Refusal error={error} />}
      {/* Before the scripts run the browser itself would send the form, and lose what was typed. */}
      <fieldset disabled={!isHydrated} className="contents">
        <Button type="submit" look="primary" busy={busy} className="h-9 w-full">
          {busy ? "Signing in" : "Sign in"}
        </Button>
      </fieldset>
    </form>
  );
}

function Refusal({ error }: { error: Error }): ReactNode {
  const { message, requestId } = describeError(error);
  return (
    <Callout tone="error">
      <p>{message}</p>
      <RequestId id={requestId} />
    </Callout>
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
      <legend className="mb-1.5 font-medium">Provider</legend>
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
