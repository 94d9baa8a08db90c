"use client";

import { RotateCw } from "lucide-react";
import { useSyncExternalStore, type ReactNode } from "react";
import { uiText } from "@/lib/text/ui-text";
import { goneBuild } from "@/lib/utils/page-build";
import { Button } from "./button";

/**
 * Says that a part of this page is missing because the dashboard was updated. Not a toast, whose own code may be what is missing. It
 * never reloads by itself: uploads go on in this tab, and somebody may be typing.
 */
export function UpdateNotice(): ReactNode {
  const isGone = useSyncExternalStore(goneBuild.subscribe, goneBuild.isKnown, () => false);
  return (
    // There before it has anything to say, or nothing would be read out.
    <div role="alert" className="pointer-events-none fixed inset-x-4 top-4 z-60 flex justify-center">
      {isGone && (
        // A modal dialog takes the presses of everything beside it; this can still be pressed.
        <div className="enter-fade pointer-events-auto flex max-w-140 flex-wrap items-center justify-end gap-2 rounded-lg bg-raised p-3 text-sm shadow-dialog">
          <div className="min-w-60 flex-1">
            <p className="font-medium">{uiText.updated.title}</p>
            <p className="text-ink-muted">{uiText.updated.help}</p>
          </div>
          {/* Together on one line, also where the text leaves them none beside it. */}
          <div className="flex items-center gap-2">
            <Button size="small" look="quiet" onClick={goneBuild.forget}>
              {uiText.updated.later}
            </Button>
            <Button size="small" look="primary" onClick={() => window.location.reload()}>
              <RotateCw aria-hidden />
              {uiText.updated.reload}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
