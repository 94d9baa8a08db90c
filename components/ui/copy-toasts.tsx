"use client";

import { toast } from "sonner";
import type { CopyResult } from "./copy-text";

/** Says what became of a copy: `done` when it worked, else the text itself, until it is dismissed. */
export function tellCopyResult(result: CopyResult, done: string): void {
  if (result.copied) {
    toast.success(done);
    return;
  }
  toast.warning("The browser did not allow copying. Copy this yourself:", {
    duration: Number.POSITIVE_INFINITY,
    closeButton: true,
    description: (
      <textarea
        readOnly
        aria-label="Text to copy"
        rows={4}
        value={result.text}
        onFocus={(event) => event.currentTarget.select()}
        className="mt-2 w-full resize-none rounded-md bg-sunken px-2 py-1 font-mono text-xs text-ink"
      />
    ),
  });
}
