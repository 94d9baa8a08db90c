"use client";

import { uiText } from "@/lib/text/ui-text";
import type { CopyResult } from "./copy-text";
import { toast } from "./toast";

/** Says what became of a copy: `done` when it worked, else the text itself, until it is dismissed. */
export function tellCopyResult(result: CopyResult, done: string): void {
  if (result.copied) {
    toast.success(done);
    return;
  }
  toast.warning(uiText.copyRefused, {
    description: (
      <textarea
        readOnly
        aria-label={uiText.textToCopy}
        rows={4}
        value={result.text}
        onFocus={(event) => event.currentTarget.select()}
        className="mt-2 w-full resize-none rounded-md bg-sunken px-2 py-1 font-mono text-xs text-ink"
      />
    ),
  });
}
