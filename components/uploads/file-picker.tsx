"use client";

import { Upload } from "lucide-react";
import { useId, useState, type MouseEvent, type ReactNode } from "react";
import { toast } from "@/components/ui/toast";
import { uploadDialogText as text } from "@/lib/text/upload-dialog-text";
import { pickFiles } from "@/lib/upload/file-access/file-handles";
import type { ChosenFile } from "@/lib/upload/upload-commands";
import { classNames } from "@/lib/utils/class-names";

interface FilePickerProps {
  /** The accessible name of the file input. */
  label: string;
  onFiles: (files: ChosenFile[]) => void;
  multiple: boolean;
  isDraggedOver: boolean;
  /** The one thing to read where it is low and wide: when files were chosen before. Null for the large picker. */
  compactText: string | null;
  /** Before the words "choose it" or "choose them". */
  invitation: string;
  hint?: string;
}

/** The place to choose files or to drop them; the whole of it is the file input's label. */
export function FilePicker({
  label,
  onFiles,
  multiple,
  isDraggedOver,
  compactText,
  invitation,
  hint,
}: FilePickerProps): ReactNode {
  const id = useId();
  const isCompact = compactText !== null;

  const [isPickerRefused, setIsPickerRefused] = useState(false);

  /** Where the browser has a picker that gives handles, it comes in place of the input's own: it can open the file again after a reload. */
  const pick = async (event: MouseEvent) => {
    if (isPickerRefused || window.showOpenFilePicker === undefined) return;
    event.preventDefault();
    try {
      const files = (await pickFiles({ multiple })) ?? [];
      if (files.length > 0) onFiles(files);
    } catch {
      // As in a frame of another site. The input's own picker needs another click, for this one is used up.
      setIsPickerRefused(true);
      toast.warning(text.pickerRefused);
    }
  };

  return (
    <label
      htmlFor={id}
      className={classNames(
        "relative flex cursor-pointer items-center justify-center rounded-lg border border-dashed border-line-strong bg-sunken text-center transition-colors",
        "hover:border-accent hover:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        isCompact ? "gap-2 px-4 py-2.5" : "flex-col gap-1 px-6 py-10",
        isDraggedOver && "border-accent bg-accent-soft",
      )}
    >
      <Upload aria-hidden className={classNames("text-ink-faint", isCompact ? "size-4" : "mb-2 size-5")} />
      <span className="font-medium">
        {isCompact ? (
          compactText
        ) : (
          <>
            <span className="pointer-coarse:hidden">{invitation}</span>
            <span className="text-accent-text underline underline-offset-4">
              <span className="pointer-coarse:hidden">{multiple ? text.chooseThem : text.chooseIt}</span>
              <span className="hidden pointer-coarse:inline">{text.chooseByFinger(multiple)}</span>
            </span>
          </>
        )}
      </span>
      {!isCompact && hint !== undefined && <span className="text-xs text-ink-muted">{hint}</span>}
      <input
        id={id}
        type="file"
        multiple={multiple}
        aria-label={label}
        data-initial-focus
        className="sr-only"
        onClick={(event) => void pick(event)}
        onChange={(event) => {
          onFiles(Array.from(event.target.files ?? [], (file) => ({ file, handle: null })));
          // The same file can be chosen again after it was removed from the list.
          event.target.value = "";
        }}
      />
    </label>
  );
}
