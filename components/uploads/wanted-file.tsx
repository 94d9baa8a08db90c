"use client";

import { FileText } from "lucide-react";
import type { ReactNode } from "react";
import { Tooltip } from "@/components/ui/tooltip";
import { interruptedText } from "@/lib/text/interrupted-text";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { formatBytes, formatExactBytes } from "@/lib/utils/format-bytes";
import { formatAbsoluteTime } from "@/lib/utils/format-time";

const text = interruptedText.wanted;

type FileFacts = Pick<InterruptedUpload, "fileName" | "sizeBytes" | "lastModified">;

/** Which file it is, as a file manager tells: name, size, time of change. */
export function WantedFile({ upload: { fileName, sizeBytes, lastModified } }: { upload: FileFacts }): ReactNode {
  return (
    <div className="flex gap-3 rounded-lg px-3 py-2.5 shadow-[inset_0_0_0_1px_var(--color-line)]">
      <FileText aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <dl className="grid min-w-0 flex-1 grid-cols-[auto_1fr] gap-x-4 gap-y-0.5">
        <dt className="text-ink-muted">{text.file}</dt>
        <dd className="font-medium wrap-anywhere">{fileName}</dd>
        <dt className="text-ink-muted">{text.size}</dt>
        <dd className="tabular-nums">
          <Tooltip text={formatExactBytes(sizeBytes)}>
            <span>{formatBytes(sizeBytes)}</span>
          </Tooltip>
        </dd>
        <dt className="text-ink-muted">{text.changed}</dt>
        <dd className="tabular-nums">{formatAbsoluteTime(new Date(lastModified).toISOString())}</dd>
      </dl>
    </div>
  );
}
