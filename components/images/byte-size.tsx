import type { ReactNode } from "react";
import { Tooltip } from "@/components/ui/tooltip";
import { formatBytes, formatExactBytes } from "@/lib/utils/format-bytes";

/** A size in binary units, the exact bytes on hover; a dash where nobody tells it. */
export function ByteSize({ bytes }: { bytes: number | null }): ReactNode {
  if (bytes === null) {
    return (
      <>
        <span aria-hidden className="text-ink-faint">
          —
        </span>
        <span className="sr-only">unknown</span>
      </>
    );
  }
  return (
    <Tooltip text={formatExactBytes(bytes)}>
      <span className="tabular-nums">{formatBytes(bytes)}</span>
    </Tooltip>
  );
}
