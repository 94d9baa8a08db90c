import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { RequestId } from "@/components/ui/request-id";
import { describeError } from "./describe-error";

/** Why a token was not taken. */
export function SignInRefusal({ error }: { error: Error }): ReactNode {
  const { message, requestId } = describeError(error);
  return (
    <Callout tone="error">
      <p>{message}</p>
      <RequestId id={requestId} />
    </Callout>
  );
}
