"use client";

import { LogIn, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RequestId } from "@/components/ui/request-id";
import { layoutText } from "@/lib/text/layout-text";
import { useConnectionIfAny } from "./connection-context";
import { describeError } from "./describe-error";
import { useSignInAgain } from "./sign-in-again-context";

interface RequestErrorProps {
  /** What did not work, as in "The images could not be loaded". */
  title: string;
  error: unknown;
  /** Absent where the button that failed stands right beside it. */
  onRetry?: () => void;
  retrying?: boolean;
  /** Whose token it is about, where the page around does not tell. */
  connection?: string;
  className?: string;
}

/** A failed request, where it happened: what, why, the request's id, and what one can do about it. */
export function RequestError({
  title,
  error,
  onRetry,
  retrying = false,
  connection,
  className,
}: RequestErrorProps): ReactNode {
  const askToSignIn = useSignInAgain();
  const pageConnection = useConnectionIfAny();
  const connectionId = connection ?? pageConnection?.id;
  const { message, requestId, signInHelps } = describeError(error);
  const signInButton = connectionId !== undefined && (
    <Button size="small" onClick={() => askToSignIn(connectionId)}>
      <LogIn aria-hidden />
      {layoutText.errors.signInAgain}
    </Button>
  );
  const retryButton = onRetry !== undefined && (
    <Button size="small" busy={retrying} onClick={onRetry}>
      {!retrying && <RotateCw aria-hidden />}
      {layoutText.errors.tryAgain}
    </Button>
  );
  const help = signInHelps ? signInButton : retryButton;
  return (
    <Callout
      tone="error"
      title={title}
      actions={help === false ? undefined : help}
      {...(className === undefined ? {} : { className })}
    >
      <p>{message}</p>
      <RequestId id={requestId} />
    </Callout>
  );
}
