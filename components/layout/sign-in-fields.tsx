"use client";

import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import type { Connection, OfferedProvider } from "@/lib/contract/session";
import { signInText } from "@/lib/text/sign-in-text";
import type { SignInProblems, TypedSignIn } from "./read-sign-in";
import { SettingField } from "./setting-field";
import { TokenField } from "./token-field";

interface SignInFieldsProps {
  provider: OfferedProvider;
  tokenInput: RefObject<HTMLInputElement | null>;
  problems: SignInProblems;
  /** What the connection that is signed in to again has, to begin with. */
  known?: Connection["settings"] | undefined;
}

/** The token, and what else its provider asks for. The first field that is wrong gets the focus. */
export function SignInFields({ provider, tokenInput, problems, known }: SignInFieldsProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.size > 0) box.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems]);
  return (
    <div ref={box} className="space-y-4">
      <TokenField
        ref={tokenInput}
        hint={signInText.tokenHint(provider.tokenHint ?? signInText.tokenOrigin)}
        problem={problems.get("token") ?? null}
      />
      {provider.settings.map((setting) => (
        <SettingField
          // Another provider's field of this name is another field.
          key={`${provider.id} ${setting.name}`}
          setting={setting}
          defaultValue={known?.find(({ label }) => label === setting.label)?.value}
          problem={problems.get(`settings.${setting.name}`) ?? null}
        />
      ))}
    </div>
  );
}

/** What stands in the fields now. */
export function typedSignIn(form: HTMLFormElement, tokenInput: HTMLInputElement | null): TypedSignIn {
  const inputs = form.querySelectorAll<HTMLInputElement>("input[data-setting]");
  return {
    token: tokenInput?.value ?? "",
    settings: Object.fromEntries([...inputs].map((input) => [input.dataset["setting"] ?? "", input.value])),
  };
}
