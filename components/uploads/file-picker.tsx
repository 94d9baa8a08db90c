"use client";

import { Upload } from "lucide-react";
import { useId, type ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";

interface FilePickerProps {
  onFiles: (files: File[]) => void;
  /** Low and wide once files are listed above it. */
  compact: boolean;
  isDraggedOver: boolean;
}

/** The place to choose files or to drop them; the whole of it is the file input's label. */
export function FilePicker({ onFiles, compact, isDraggedOver }: FilePickerProps): ReactNode {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={classNames(
        "flex cursor-pointer items-center justify-center rounded-lg border border-dashed border-line-strong bg-sunken text-center transition-colors",
        "hover:border-accent hover:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        compact ? "gap-2 px-4 py-2.5" : "flex-col gap-1 px-6 py-10",
        isDraggedOver && "border-accent bg-accent-soft",
      )}
    >
      <Upload aria-hidden className={classNames("text-ink-faint", compact ? "size-4" : "mb-2 size-5")} />
      <span className="font-medium">
        {compact ? "Add more files" : "Drop image files here, or "}
        {!compact && <span className="text-accent-text underline underline-offset-4">choose them</span>}
      </span>
      {!compact && <span className="text-xs text-ink-muted">Raw disks, ISO or qcow2: any file of up to 128 GiB.</span>}
      <input
        id={id}
        type="file"
        multiple
        aria-label="Image files"
        data-initial-focus
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file can be chosen again after it was removed from the list.
          event.target.value = "";
        }}
      />
    </label>
  );
}
