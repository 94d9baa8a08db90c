"use client";

import { HardDriveDownload } from "lucide-react";
import { useState, type ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import type { Image } from "@/lib/contract/image";
import { isUnderWay } from "@/lib/download/download-state";
import { savePickerSupport } from "@/lib/download/save-picker";
import { detailsText } from "@/lib/text/details-text";
import { SaveProgress } from "./save-progress";
import { SaveResult } from "./save-result";
import { announcementOf } from "./save-words";
import { useSave } from "./use-save";

const text = detailsText.save;

/** Saves an image with this browser and says whether what arrived is the image, where the browser can. */
export function SaveAndVerify({ image }: { image: Image }): ReactNode {
  const [support] = useState(savePickerSupport);
  const { view, start, isStarting, error } = useSave(image);
  const state = view?.state;
  const isOver = state === undefined || !isUnderWay(state);
  return (
    <div className="space-y-3 border-t border-line p-4">
      <output className="sr-only">{state !== undefined && announcementOf(image.name, state)}</output>
      {isOver && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <p className="min-w-0 flex-1 basis-56 text-ink-muted">
            {support === "available" ? text.intro : text[support]}
          </p>
          {support === "available" && (
            <Button busy={isStarting} onClick={start}>
              {!isStarting && <HardDriveDownload aria-hidden />}
              {state === undefined ? text.start : text.again}
            </Button>
          )}
        </div>
      )}
      {error !== null && <RequestError title={text.notStarted} error={error} />}
      {view !== null && (isOver ? <SaveResult view={view} /> : <SaveProgress name={image.name} view={view} />)}
    </div>
  );
}
