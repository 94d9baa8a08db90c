import type { ReactNode } from "react";
import { formatBytes, formatExactBytes } from "@/lib/utils/format-bytes";

/** A size in binary units and in bytes; once where they are the same. */
export function SizeInFull({ bytes }: { bytes: number }): ReactNode {
  const [short, exact] = [formatBytes(bytes), formatExactBytes(bytes)];
  return (
    <span className="tabular-nums">
      {short} {exact.startsWith(short) ? null : <span className="text-ink-muted">({exact})</span>}
    </span>
  );
}
