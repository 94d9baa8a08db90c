import type { ReactNode } from "react";
import { uiText } from "@/lib/text/ui-text";

/** Names a request in the server's log, for whoever asks the operator for help. */
export function RequestId({ id }: { id: string | null | undefined }): ReactNode {
  if (id === null || id === undefined) return null;
  return (
    // Within an error that is announced, each poll brings a new id: that is no news to be read out.
    <p aria-live="off" className="text-xs text-ink-muted">
      {uiText.request} <code className="font-mono select-all">{id}</code>
    </p>
  );
}
