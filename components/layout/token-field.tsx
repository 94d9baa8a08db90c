"use client";

import { Eye, EyeOff } from "lucide-react";
import { useId, useState, type ReactNode, type Ref } from "react";
import { FieldError, Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { signInText } from "@/lib/text/sign-in-text";

interface TokenFieldProps {
  ref: Ref<HTMLInputElement>;
  /** Where a token comes from. */
  hint: string;
  /** What is wrong with what was typed, or null. */
  problem: string | null;
}

/** The field for an API token. */
export function TokenField({ ref, hint, problem }: TokenFieldProps): ReactNode {
  const fieldId = useId();
  const errorId = useId();
  const hintId = useId();
  const [isShown, setIsShown] = useState(false);
  return (
    <div>
      <label htmlFor={fieldId} className="mb-1.5 block font-medium">
        {signInText.token}
      </label>
      <div className="relative">
        <Input
          id={fieldId}
          // Not controlled, so that what is typed before the page is hydrated stays; nameless, so that no form can carry it away.
          ref={ref}
          type={isShown ? "text" : "password"}
          // The token is what a password manager should keep and fill in; nothing else on this page is.
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          required
          data-initial-focus
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? hintId : errorId}
          className="h-9 pr-10 font-mono"
        />
        <IconButton
          label={isShown ? signInText.hideToken : signInText.showToken}
          tooltip={null}
          className="absolute top-1 right-1 pointer-coarse:top-1.5 pointer-coarse:right-1.5 pointer-coarse:size-8"
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </IconButton>
      </div>
      {problem === null ? (
        <p id={hintId} className="mt-1 text-xs text-ink-muted">
          {hint}
        </p>
      ) : (
        <FieldError id={errorId}>{problem}</FieldError>
      )}
    </div>
  );
}
