import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { describeFormat } from "@/lib/upload/inspection/describe-format";
import type { FileFormat } from "@/lib/upload/inspection/file-format";

/** What a file is, and one sentence where a node is unlikely to boot it. */
export function FileFormatNote({ format }: { format: FileFormat }): ReactNode {
  const { title, details, warning } = describeFormat(format);
  return (
    <div className="mt-1 text-xs text-pretty wrap-anywhere">
      <p className="text-ink-muted">{[title, ...details].join(" · ")}</p>
      {warning !== null && (
        <p className="mt-0.5 flex items-start gap-1.5 text-warning">
          <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {warning}
        </p>
      )}
    </div>
  );
}
