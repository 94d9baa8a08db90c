"use client";

import { CircleAlert, CircleCheck, CircleDashed, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { imageStatusWord } from "@/components/images/image-status";
import { describeError } from "@/components/layout/describe-error";
import { RequestId } from "@/components/ui/request-id";
import { Spinner } from "@/components/ui/spinner";
import type { Image } from "@/lib/contract/image";
import { bulkText } from "@/lib/text/bulk-text";
import { formatBytes } from "@/lib/utils/format-bytes";
import type { Outcome } from "./each-run";

/** How an image came to be no more: by this deletion, or it was gone already. */
export type Deleted = "deleted" | "gone";

/** An image that is about to be deleted; `outcome` once the deletion runs. */
export function DeletionRow({ image, outcome }: { image: Image; outcome: Outcome<Deleted> | null }): ReactNode {
  return (
    <>
      {/* Who deletes reads names to their ends: where a line is short, the name has it for itself. */}
      <div className="flex items-center gap-x-3 max-sm:flex-wrap">
        <span
          title={image.name}
          className="min-w-0 flex-1 truncate font-medium max-sm:basis-full max-sm:wrap-anywhere max-sm:whitespace-normal"
        >
          {image.name}
        </span>
        {outcome === null ? (
          <>
            <span className="shrink-0 text-xs text-ink-muted">{imageStatusWord(image)}</span>
            <span className="shrink-0 text-right text-xs text-ink-muted tabular-nums sm:w-16">
              {image.sizeBytes === null ? "" : formatBytes(image.sizeBytes)}
            </span>
          </>
        ) : (
          <OutcomeMark outcome={outcome} />
        )}
      </div>
      {outcome?.kind === "failed" && <Reason error={outcome.error} />}
    </>
  );
}

/** An image that cannot be dealt with, and why. */
export function ExcludedRow({ image, reason }: { image: Image; reason: ReactNode }): ReactNode {
  return (
    <>
      <p title={image.name} className="truncate font-medium">
        {image.name}
      </p>
      <p className="text-xs text-ink-muted">{reason}</p>
    </>
  );
}

/** What an image's request was answered. */
export function Reason({ error }: { error: unknown }): ReactNode {
  const { message, requestId } = describeError(error);
  return (
    <div className="text-xs wrap-anywhere text-negative">
      <p>{message}</p>
      <RequestId id={requestId} />
    </div>
  );
}

function OutcomeMark({ outcome }: { outcome: Outcome<Deleted> }): ReactNode {
  switch (outcome.kind) {
    case "waiting":
      return <Mark icon={CircleDashed} tone="text-ink-faint" word={bulkText.outcome.waiting} />;
    case "running":
      return (
        <span className="flex shrink-0 items-center gap-1.5 text-xs text-ink-muted">
          <Spinner />
          {bulkText.outcome.running}
        </span>
      );
    case "done":
      return <Mark icon={CircleCheck} tone="text-positive" word={bulkText.outcome[outcome.value]} />;
    case "failed":
      return <Mark icon={CircleAlert} tone="text-negative" word={bulkText.outcome.failed} />;
    default:
      return outcome satisfies never;
  }
}

function Mark({ icon: Icon, tone, word }: { icon: LucideIcon; tone: string; word: string }): ReactNode {
  return (
    <span className="flex shrink-0 items-center gap-1.5 text-xs text-ink-muted">
      <Icon aria-hidden className={`size-4 ${tone}`} />
      {word}
    </span>
  );
}
