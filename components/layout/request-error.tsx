"use client";

import { LogIn, RotateCw } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Button, buttonClassName } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RequestId } from "@/components/ui/request-id";
import { describeError } from "./describe-error";

interface RequestErrorProps {
  /** What did not work, as in "The images could not be loaded". */
  title: string;
  error: unknown;
  /** Absent where the button that failed stands right beside it. */
  onRetry?: () => void;
  retrying?: boolean;
  className?: string;
}

/** A failed request, where it happened: what, why, the request's id, and what one can do about it. */
export function RequestError({ title, error, onRetry, retrying = false, className }: RequestErrorProps): ReactNode {
  const pathname = usePathname();
  const { message, requestId, signInHelps } = describeError(error);
  const signInLink = (
    <Link href={`/sign-in?return=${encodeURIComponent(pathname)}`} className={buttonClassName("secondary", "small")}>
      <LogIn aria-hidden />
      Sign in again
    </Link>
  );
  const retryButton = onRetry !== undefined && (
    <Button size="small" busy={retrying} onClick={onRetry}>
      {!retrying && <RotateCw aria-hidden />}
      Try again
    </Button>
  );
  const help = signInHelps ? signInLink : retryButton;
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
