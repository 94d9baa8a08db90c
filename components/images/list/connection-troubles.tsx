"use client";

import { CircleAlert, LogIn, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { describeError } from "@/components/layout/describe-error";
import { useSignInAgain } from "@/components/layout/sign-in-again-context";
import { Button } from "@/components/ui/button";
import type { ListTrouble } from "@/lib/client/use-images-of-connections";
import { layoutText } from "@/lib/text/layout-text";
import { listText } from "@/lib/text/list-text";

interface ConnectionTroublesProps {
  troubles: readonly ListTrouble[];
  /** What the connections are called, by id. */
  sources: ReadonlyMap<string, string>;
}

/** A line for each connection whose images are missing or may be out of date, with what helps. */
export function ConnectionTroubles({ troubles, sources }: ConnectionTroublesProps): ReactNode {
  if (troubles.length === 0) return null;
  return (
    <ul className="mb-3 overflow-hidden rounded-lg bg-negative-soft text-sm ring-1 ring-negative/20 ring-inset">
      {troubles.map((trouble) => (
        <TroubleLine
          key={trouble.connection}
          trouble={trouble}
          name={sources.get(trouble.connection) ?? trouble.connection}
        />
      ))}
    </ul>
  );
}

function TroubleLine({ trouble, name }: { trouble: ListTrouble; name: string }): ReactNode {
  const askToSignIn = useSignInAgain();
  const { message, signInHelps } = describeError(trouble.error);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 not-last:border-b not-last:border-negative/15">
      <p role="alert" className="flex min-w-0 flex-1 basis-60 items-start gap-2 wrap-anywhere">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-negative" />
        <span>
          {/* A sentence that begins with the name need not have it twice. */}
          {!message.startsWith(`${name} `) && <span className="font-medium">{listText.all.trouble(name)} </span>}
          {message}
        </span>
      </p>
      {signInHelps ? (
        <Button size="small" onClick={() => askToSignIn(trouble.connection)}>
          <LogIn aria-hidden />
          {layoutText.errors.signInAgain}
        </Button>
      ) : (
        <Button size="small" busy={trouble.isFetching} onClick={trouble.retry}>
          {!trouble.isFetching && <RotateCw aria-hidden />}
          {layoutText.errors.tryAgain}
        </Button>
      )}
    </li>
  );
}
