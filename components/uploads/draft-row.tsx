"use client";

import { FileWarning, HardDrive, Info, X } from "lucide-react";
import { useId, type ReactNode } from "react";
import { FieldError, Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import { uploadDialogText as text } from "@/lib/text/upload-dialog-text";
import { uploadsText } from "@/lib/text/uploads-text";
import { formatBytes, formatExactBytes } from "@/lib/utils/format-bytes";
import type { Draft } from "./drafts";
import { FileFormatNote } from "./file-format-note";

interface DraftRowProps {
  draft: Draft;
  nameProblem: string | null;
  /** Machines start from the file's bytes as they are. */
  isBooted: boolean;
  /** The name of an image that holds the same bytes; null when none is known. */
  sameBytesAs: string | null;
  onRename: (name: string) => void;
  onRemove: () => void;
}

/** One chosen file: its name as an image, what it is, its size, and what is in the way. */
export function DraftRow({
  draft: { file, name, fileProblem, format },
  nameProblem,
  isBooted,
  sameBytesAs,
  onRename,
  onRemove,
}: DraftRowProps): ReactNode {
  const errorId = useId();
  const error = fileProblem ?? nameProblem;
  const Icon = fileProblem === null ? HardDrive : FileWarning;
  return (
    <li className="flex flex-wrap gap-x-3 border-b border-line px-3 py-2.5 last:border-b-0">
      <Icon
        aria-hidden
        className={`mt-2 size-4 shrink-0 max-sm:hidden pointer-coarse:mt-3.5 ${error === null ? "text-ink-faint" : "text-negative"}`}
      />
      <div className="min-w-0 flex-1 max-sm:basis-[calc(100%-4rem)]">
        {fileProblem === null ? (
          <Input
            aria-label={text.nameFor(file.name)}
            aria-invalid={error !== null}
            aria-describedby={error === null ? undefined : errorId}
            value={name}
            onChange={(event) => onRename(event.target.value)}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            className="font-mono sm:text-xs"
          />
        ) : (
          <p className="truncate pt-1.5 font-medium">{file.name}</p>
        )}
        <div aria-live="polite">{error !== null && <FieldError id={errorId}>{error}</FieldError>}</div>
        {fileProblem === null && name !== file.name && (
          <p className="mt-1 truncate text-xs text-ink-faint">{text.from(file.name)}</p>
        )}
        {format !== null && <FileFormatNote format={format} isWarned={fileProblem === null && isBooted} />}
        <div aria-live="polite">
          {sameBytesAs !== null && (
            <p className="mt-0.5 flex items-start gap-1.5 text-xs wrap-anywhere text-accent-text">
              <Info aria-hidden className="mt-px size-3.5 shrink-0" />
              {uploadsText.sameBytes(sameBytesAs)}
            </p>
          )}
        </div>
      </div>
      <Tooltip text={formatExactBytes(file.size)}>
        <span className="w-18 shrink-0 pt-1.5 text-right text-ink-muted tabular-nums max-sm:order-last sm:pointer-coarse:pt-3 max-sm:w-full max-sm:pt-1 max-sm:text-left max-sm:text-xs">
          {formatBytes(file.size)}
        </span>
      </Tooltip>
      <IconButton
        label={text.remove(file.name)}
        tooltip={null}
        onClick={onRemove}
        className="mt-0.5 -mr-1 pointer-coarse:mt-1"
      >
        <X aria-hidden />
      </IconButton>
    </li>
  );
}
