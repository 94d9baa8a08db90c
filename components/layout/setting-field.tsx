import { useId, type ReactNode } from "react";
import { FieldError, Input } from "@/components/ui/field";
import type { SignInSetting } from "@/lib/contract/session";
import { signInText } from "@/lib/text/sign-in-text";

interface SettingFieldProps {
  setting: SignInSetting;
  defaultValue: string | undefined;
  /** What is wrong with what was typed, or null. */
  problem: string | null;
}

/** A field for what a provider asks for beside the token. Read with `readSettings`; not controlled, as the token's. */
export function SettingField({ setting, defaultValue, problem }: SettingFieldProps): ReactNode {
  const { name, label, help, isRequired } = setting;
  const id = useId();
  const problemId = `${id}-problem`;
  const helpId = `${id}-help`;
  const notes = [problem !== null && problemId, help !== null && helpId].filter((note) => note !== false);
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
        {!isRequired && (
          <>
            {" "}
            <span className="font-normal text-ink-muted">({signInText.optional})</span>
          </>
        )}
      </label>
      <Input
        id={id}
        data-setting={name}
        defaultValue={defaultValue}
        required={isRequired}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={notes.length > 0 ? notes.join(" ") : undefined}
        className="h-9 font-mono"
      />
      {problem !== null && <FieldError id={problemId}>{problem}</FieldError>}
      {help !== null && (
        <p id={helpId} className="mt-1 text-xs text-ink-muted">
          {help}
        </p>
      )}
    </div>
  );
}
