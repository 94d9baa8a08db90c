"use client";

import { useRouter } from "next/navigation";
import { useEffectEvent, useLayoutEffect, type ReactNode } from "react";
import { useUploads } from "@/components/uploads/uploads-provider";
import { useSignIn } from "@/lib/client/mutations";
import type { Session, SignInInput } from "@/lib/contract/session";
import { signInText } from "@/lib/text/sign-in-text";
import { safeReturnPath } from "@/lib/utils/return-path";
import { useKnownConnections } from "./known-connections";
import { PlainPage } from "./plain-page";
import { SignInForm } from "./sign-in-form";

interface SignInViewProps {
  providers: Session["providers"];
  /** Where to go afterwards, as the address asks for it: checked before use. */
  returnPath: string | null;
}

/** Takes an API token from the form, or from the fragment of a sign-in link, which no server ever sees. */
export function SignInView({ providers, returnPath }: SignInViewProps): ReactNode {
  const router = useRouter();
  const { mutate, isPending, isSuccess, error } = useSignIn();
  const { uploads } = useUploads();
  const { remember } = useKnownConnections();
  const firstProvider = providers[0]?.id;

  const submit = (request: SignInInput) =>
    mutate(request, {
      onSuccess: (connection) => {
        remember(connection);
        uploads?.signedIn({ connection: connection.id, account: connection.account.name });
        router.replace(safeReturnPath(returnPath, `/${connection.id}/images`));
        router.refresh();
      },
    });

  const signInFromLink = useEffectEvent(() => {
    const token = takeTokenFromAddress();
    if (token !== null && firstProvider !== undefined) submit({ provider: firstProvider, token });
  });

  // The link may also be opened in a tab that shows this page: then nothing is loaded anew.
  useLayoutEffect(() => {
    signInFromLink();
    window.addEventListener("hashchange", signInFromLink);
    return () => window.removeEventListener("hashchange", signInFromLink);
  }, []);

  return (
    <PlainPage title={signInText.title}>
      <SignInForm providers={providers} busy={isPending || isSuccess} error={error} onSubmit={submit} />
    </PlainPage>
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
