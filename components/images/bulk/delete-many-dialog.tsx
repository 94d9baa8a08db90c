"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { isUnfinished } from "@/components/images/image-permissions";
import { useRights } from "@/components/images/use-rights";
import { imageKey } from "@/components/images/list/image-key";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import type { Image } from "@/lib/contract/image";
import { bulkText } from "@/lib/text/bulk-text";
import { DeletionRow, ExcludedRow } from "./deletion-row";
import type { Outcome, RunSnapshot } from "./each-run";
import { Halted } from "./halted";
import { restoreImages } from "./restore-images";
import { RunProgress } from "./run-progress";
import { useDeleteMany } from "./use-delete-many";
import { useFooterFocus } from "./use-footer-focus";
import { isUnderWay, useRun } from "./use-run";
import { LongList } from "./long-list";

const text = bulkText.deletion;

/** What wants a person's eye first, when all is over. */
const ORDER: Record<Outcome<unknown>["kind"], number> = { failed: 0, waiting: 1, running: 2, done: 3 };

interface DeleteManyDialogProps {
  images: readonly Image[];
  onClose: () => void;
  /** Nothing is left to be done with these images. */
  onDone: () => void;
  returnFocus: () => HTMLElement | null;
}

/** Asks before many images are deleted, shows how that goes, and says of each what became of it. */
export function DeleteManyDialog({ images, onClose, onDone, returnFocus }: DeleteManyDialogProps): ReactNode {
  const queryClient = useQueryClient();
  const rightsOf = useRights();
  const { included, excluded, run, canRestore, deletedImages, tell, begin, tryAgain } = useDeleteMany(images);
  const snapshot = useRun(run);
  const { state, total, done, failed, waiting } = snapshot;
  const phase = state.kind === "idle" ? "asking" : isUnderWay(snapshot) ? "running" : "over";
  const footer = useFooterFocus(phase);
  const restorable = phase === "over" ? deletedImages().filter(canRestore) : [];

  const leave = () => {
    if (phase === "over" && failed + waiting === 0) onDone();
    onClose();
  };
  const close = () => {
    if (phase === "running") return;
    if (phase === "over") tell();
    leave();
  };
  const undo = () => {
    void restoreImages(queryClient, restorable);
    leave();
  };

  const shown =
    phase === "over"
      ? included.toSorted((a, b) => ORDER[run.outcomeOf(a).kind] - ORDER[run.outcomeOf(b).kind])
      : included;
  return (
    <Dialog
      open
      width="wide"
      hasCross={phase !== "running"}
      onOpenChange={(open) => {
        if (!open) close();
      }}
      returnFocus={returnFocus}
      title={titleOf(snapshot, phase)}
      {...(phase === "asking" && total > 0
        ? { description: consequences(included, (image) => rightsOf(image).download.allowed) }
        : {})}
      footer={
        <div ref={footer} className="contents">
          {phase === "asking" && (
            <>
              <Button data-initial-focus onClick={close}>
                {total === 0 ? bulkText.done : text.keep}
              </Button>
              {total > 0 && (
                <Button look="danger" onClick={begin}>
                  {text.confirm(total)}
                </Button>
              )}
            </>
          )}
          {phase === "running" && (
            <Button data-initial-focus busy={state.kind === "stopping"} onClick={() => run.stop()}>
              {bulkText.stop}
            </Button>
          )}
          {phase === "over" && (
            <>
              {restorable.length > 0 && (
                <Button onClick={undo} className="mr-auto">
                  <Undo2 aria-hidden />
                  {bulkText.undo}
                </Button>
              )}
              {failed > 0 && <Button onClick={tryAgain}>{bulkText.tryAgain(failed + waiting)}</Button>}
              {failed === 0 && waiting > 0 && <Button onClick={begin}>{bulkText.goOn}</Button>}
              <Button data-initial-focus look="primary" onClick={close}>
                {bulkText.done}
              </Button>
            </>
          )}
        </div>
      }
    >
      <div className="space-y-3">
        {phase === "running" && <RunProgress label={text.progressLabel} snapshot={snapshot} />}
        <Halted title={text.halted(waiting)} snapshot={snapshot} />
        {state.kind === "stopped" && <Callout tone="warning">{text.stopped(waiting)}</Callout>}
        {total > 0 && (
          <LongList label={phase === "over" ? text.results : text.list} items={shown} keyOf={imageKey}>
            {(image) => <DeletionRow image={image} outcome={phase === "asking" ? null : run.outcomeOf(image)} />}
          </LongList>
        )}
        {phase === "asking" && excluded.length > 0 && (
          <section>
            <h3 className="mb-1.5 font-medium">{text.excludedTitle(excluded.length)}</h3>
            <LongList
              label={text.excludedTitle(excluded.length)}
              items={excluded}
              keyOf={({ image }) => imageKey(image)}
            >
              {({ image, reason }) => <ExcludedRow image={image} reason={reason} />}
            </LongList>
          </section>
        )}
      </div>
      <output className="sr-only">{phase === "over" && text.doneTitle(done, failed)}</output>
    </Dialog>
  );
}

function titleOf({ total, done, failed }: RunSnapshot, phase: "asking" | "running" | "over"): string {
  if (total === 0) return text.nothingTitle;
  if (phase === "asking") return text.title(total);
  return phase === "running" ? text.runningTitle(total) : text.doneTitle(done, failed);
}

function consequences(images: readonly Image[], hasLinks: (image: Image) => boolean): string {
  const main = images.some(hasLinks) ? text.links : text.noLinks;
  return images.some(isUnfinished) ? `${main} ${text.uploads}` : main;
}
