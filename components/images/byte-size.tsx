import type { ReactNode } from "react";
import { listText } from "@/lib/text/list-text";
import { formatBytes, formatExactBytes } from "@/lib/utils/format-bytes";

/** A size in binary units, the exact bytes on hover; a dash where nobody tells it. */
export function ByteSize({ bytes }: { bytes: number | null }): ReactNode {
  if (bytes === null) {
    return (
      <>
        <span aria-hidden className="text-ink-faint">
          —
        </span>
        <span className="sr-only">{listText.unknown}</span>
      </>
    );
  }
  return (
    <span title={formatExactBytes(bytes)} className="tabular-nums">
      {formatBytes(bytes)}
    </span>
  );
}
