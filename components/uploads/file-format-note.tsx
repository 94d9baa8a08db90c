import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { describeFormat } from "@/lib/upload/inspection/describe-format";
import type { FileFormat } from "@/lib/upload/inspection/file-format";

interface FileFormatNoteProps {
  format: FileFormat;
  /** One sentence stands below where a machine is unlikely to boot it. */
  isWarned?: boolean;
}

/** What a file is. */
export function FileFormatNote({ format, isWarned = true }: FileFormatNoteProps): ReactNode {
  const { title, details, warning } = describeFormat(format);
  return (
    <div className="mt-1 text-xs text-pretty wrap-anywhere">
      <p className="text-ink-muted">{[title, ...details].join(" · ")}</p>
      {isWarned && warning !== null && (
        <p className="mt-0.5 flex items-start gap-1.5 text-warning">
          <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {warning}
        </p>
      )}
    </div>
  );
}
