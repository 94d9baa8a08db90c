"use client";

import { useRouter } from "next/navigation";
import { useEffectEvent, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useUploads } from "@/components/uploads/uploads-provider";
import { useSignIn } from "@/lib/client/use-sign-in";
import type { Session, SignInInput } from "@/lib/contract/session";
import { imagesPath } from "@/lib/utils/paths";
import { providerOf } from "@/lib/utils/provider-of";
import { safeReturnPath } from "@/lib/utils/return-path";
import { useKnownConnections } from "./known-connections";
import { SignInForm } from "./sign-in-form";

interface SignInViewProps {
  session: Session;
  /** Which provider is meant, as the address says: checked before use. */
  asked: string | null;
  /** The connection that the way back leads to, if it leads to one. */
  wanted: string | null;
  /** Where to go afterwards, as the address asks for it: checked before use. */
  returnPath: string | null;
}

/** Takes an API token from the form, or from the fragment of a sign-in link, which no server ever sees. */
export function SignInView({ session, asked, wanted, returnPath }: SignInViewProps): ReactNode {
  const router = useRouter();
  const { mutate, isPending, isSuccess, error, reset } = useSignIn();
  const { uploads } = useUploads();
  const { remember } = useKnownConnections();
  const tokenInput = useRef<HTMLInputElement>(null);
  const { providers } = session;
  const [chosen, setChosen] = useState(() => (providers.find(({ id }) => id === asked) ?? providers[0])?.id);
  const provider = providers.find(({ id }) => id === chosen);

  const submit = (request: SignInInput) =>
    mutate(request, {
      onSuccess: (connection) => {
        remember(connection);
        uploads?.signedIn({ connection: connection.id, account: connection.account.name });
        router.replace(safeReturnPath(returnPath, imagesPath(connection.id)));
        router.refresh();
      },
    });

  const signInFromLink = useEffectEvent(() => {
    const token = takeTokenFromAddress();
    if (token === null || provider === undefined) return;
    // What else its provider needs is to be typed.
    const isEnough = provider.settings.every(({ isRequired }) => !isRequired);
    if (isEnough) submit({ provider: provider.id, token });
    else if (tokenInput.current !== null) tokenInput.current.value = token;
  });

  // The link may also be opened in a tab that shows this page: then nothing is loaded anew.
  useLayoutEffect(() => {
    signInFromLink();
    window.addEventListener("hashchange", signInFromLink);
    return () => window.removeEventListener("hashchange", signInFromLink);
  }, []);

  return (
    <SignInForm
      session={session}
      provider={chosen}
      onProvider={(next) => {
        // What one provider refused says nothing of another.
        reset();
        setChosen(next);
      }}
      connection={wanted !== null && providerOf(wanted) === chosen ? wanted : null}
      tokenInput={tokenInput}
      busy={isPending || isSuccess}
      error={error}
      onSubmit={submit}
    />
  );
}

/** The token of `#token=…`, which leaves the address bar and the history entry at once. */
function takeTokenFromAddress(): string | null {
  const match = /^#token=(.+)$/.exec(window.location.hash);
  if (match?.[1] === undefined) return null;
  window.history.replaceState(window.history.state, "", `${window.location.pathname}${window.location.search}`);
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return match[1];
  }
}
