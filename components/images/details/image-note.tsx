import type { ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { Callout } from "@/components/ui/callout";
import { ComparedChecksumsList } from "@/components/uploads/compared-checksums-list";
import { splitChecksums } from "@/components/uploads/split-checksums";
import type { Image } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";

/** What one has to know first of an image that failed or was deleted: why, and what helps. */
export function ImageNote({ image }: { image: Image }): ReactNode {
  const { restore } = useConnection().capabilities;
  if (image.deletedAt !== null) {
    const { title, canRestore, cannotRestore } = detailsText.deleted;
    return (
      <Callout tone="warning" title={title}>
        <p>{restore.allowed ? canRestore : cannotRestore}</p>
      </Callout>
    );
  }
  return image.status === "failed" ? <FailedNote reason={image.failureReason} /> : null;
}

function FailedNote({ reason }: { reason: string | null }): ReactNode {
  const { title, advice, adviceMismatch } = detailsText.failed;
  const compared = reason === null ? null : splitChecksums(reason);
  return (
    <Callout tone="error" title={title}>
      {reason !== null && <p>{compared?.text ?? reason}</p>}
      {compared !== null && <ComparedChecksumsList checksums={compared.checksums} />}
      <p className="text-ink-muted">{compared === null ? advice : adviceMismatch}</p>
    </Callout>
  );
}
