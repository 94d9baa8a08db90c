import type { ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { Callout } from "@/components/ui/callout";
import { ComparedChecksumsList } from "@/components/uploads/compared-checksums-list";
import { splitChecksums } from "@/components/uploads/split-checksums";
import type { Image } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";

/** What one has to know first of an image that failed or was deleted: why, and what helps. */
export function ImageNote({ image }: { image: Image }): ReactNode {
  const {
    provider,
    label,
    capabilities: { restore },
  } = useConnection();
  if (image.deletedAt !== null) {
    const { title, canRestore, cannotRestore } = detailsText.deleted;
    return (
      <Callout tone="warning" title={title}>
        <p>{restore.allowed ? canRestore : cannotRestore}</p>
      </Callout>
    );
  }
  if (image.status === "not_imported") {
    const { title, advice } = detailsText.notImported;
    return (
      <Callout tone="info" title={title}>
        <p>{advice(label)}</p>
      </Callout>
    );
  }
  return image.status === "failed" ? (
    <FailedNote reason={image.failureReason} advice={detailsText.failed.adviceOf[provider]} />
  ) : null;
}

function FailedNote({ reason, advice }: { reason: string | null; advice: string }): ReactNode {
  const { title, adviceMismatch } = detailsText.failed;
  const compared = reason === null ? null : splitChecksums(reason);
  return (
    <Callout tone="error" title={title}>
      {reason !== null && <p>{compared?.text ?? reason}</p>}
      {compared !== null && <ComparedChecksumsList checksums={compared.checksums} />}
      <p className="text-ink-muted">{compared === null ? advice : adviceMismatch}</p>
    </Callout>
  );
}
