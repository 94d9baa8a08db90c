"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { ComparedChecksumsList } from "@/components/uploads/compared-checksums-list";
import type { DownloadView } from "@/lib/download/downloads";
import { detailsText } from "@/lib/text/details-text";
import { formatBytes } from "@/lib/utils/format-bytes";
import { problemSentence } from "./save-words";
import { useTakeLostFocus } from "./use-take-lost-focus";

const text = detailsText.save;

/** What a download came to. */
export function SaveResult({ view: { fileName, state } }: { view: DownloadView }): ReactNode {
  const box = useTakeLostFocus<HTMLDivElement>();
  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      {state.kind === "verified" && (
        <div className="flex gap-2.5 rounded-lg bg-positive-soft px-3 py-2.5 ring-1 ring-positive/20 ring-inset">
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-positive" />
          <div className="min-w-0 wrap-anywhere">
            <p className="font-medium">{text.verified}</p>
            <p>{text.verifiedWhat(fileName, formatBytes(state.sizeBytes))}</p>
          </div>
        </div>
      )}
      {state.kind === "mismatch" && (
        <Callout tone="error" title={text.mismatch}>
          <p>{text.mismatchWhat(fileName)}</p>
          <ComparedChecksumsList
            checksums={[
              { label: text.expected, sha256: state.expectedSha256 },
              { label: text.actual, sha256: state.sha256 },
            ]}
          />
        </Callout>
      )}
      {state.kind === "failed" && (
        <Callout tone="error" title={text.failed}>
          <p>{problemSentence(state.problem)}</p>
          <p className="text-ink-muted">{text.nothingKept}</p>
        </Callout>
      )}
    </div>
  );
}
