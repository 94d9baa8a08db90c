"use client";

import { useId, useRef, useState, type Dispatch, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { useAllImages } from "@/lib/client/use-all-images";
import type { ChosenFile, UploadTarget } from "@/lib/upload/upload-commands";
import { findNameProblems, leftOutText, whyNotStart } from "./draft-problems";
import { DraftRow } from "./draft-row";
import { withFreeNames, type Draft, type DraftsEvent } from "./drafts";
import { FilePicker } from "./file-picker";
import { ShortcomingsNote } from "./shortcomings-note";
import { trayHeading } from "./tray-focus";
import { isUnderWay } from "./upload-words";
import { useUploads, useUploadViews } from "./uploads-provider";

interface UploadDialogProps {
  target: UploadTarget;
  drafts: readonly Draft[];
  onDraftsEvent: Dispatch<DraftsEvent>;
  onFiles: (files: readonly ChosenFile[]) => void;
  /** Files hang over the page; the page itself takes the drop. */
  isDraggedOver: boolean;
  onClose: () => void;
}

/** Chooses files and their names; what cannot be uploaded is said here, before the first byte. */
export function UploadDialog({
  target,
  drafts: chosen,
  onDraftsEvent,
  onFiles,
  isDraggedOver,
  onClose,
}: UploadDialogProps): ReactNode {
  const { load } = useUploads();
  const known = useAllImages(target.connection);
  const [start, setStart] = useState<"idle" | "loading" | "failed">("idle");
  const hasStarted = useRef(false);
  const formId = useId();

  const uploadNames = useUploadViews()
    .filter((upload) => upload.connection === target.connection && isUnderWay(upload))
    .map((upload) => upload.name);
  const taken = new Set([...(known.images ?? []).map(({ name }) => name), ...uploadNames]);
  const drafts = withFreeNames(chosen, taken);
  const nameProblems = findNameProblems(drafts, taken);
  const ready = drafts.filter((draft) => draft.fileProblem === null);
  const reason = whyNotStart(drafts, nameProblems);
  const note = reason ?? leftOutText(drafts);

  const startUploads = async () => {
    setStart("loading");
    try {
      const uploads = await load();
      uploads.start(
        target,
        ready.map(({ file, handle, name }) => ({ file, handle, name })),
      );
      hasStarted.current = true;
      onClose();
    } catch {
      setStart("failed");
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void startUploads();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      returnFocus={() => (hasStarted.current ? trayHeading() : null)}
      width="wide"
      title="Upload images"
      footer={
        <>
          {note !== null && drafts.length > 0 && <p className="mr-auto text-xs text-ink-muted max-sm:w-full">{note}</p>}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" busy={start === "loading"} disabledReason={reason}>
            {ready.length > 1 ? `Start ${ready.length} uploads` : "Start upload"}
          </Button>
        </>
      }
    >
      {/* A form, so that Enter in a name starts as the button does. */}
      <form id={formId} noValidate onSubmit={submit} className="space-y-3">
        {start === "failed" && (
          <Callout tone="error" title="The upload could not be started">
            <p>A part of this page could not be loaded. Check the network and start again.</p>
          </Callout>
        )}
        {drafts.length > 0 && (
          <ul aria-label="Chosen files" className="rounded-lg shadow-[inset_0_0_0_1px_var(--color-line)]">
            {drafts.map((draft) => (
              <DraftRow
                key={draft.id}
                draft={draft}
                nameProblem={nameProblems.get(draft.id) ?? null}
                onRename={(name) => onDraftsEvent({ type: "renamed", id: draft.id, name })}
                onRemove={() => onDraftsEvent({ type: "removed", id: draft.id })}
              />
            ))}
          </ul>
        )}
        <FilePicker
          label="Image files"
          multiple
          onFiles={onFiles}
          isDraggedOver={isDraggedOver}
          compactText={drafts.length > 0 ? "Add more files" : null}
          invitation="Drop image files here, or "
          hint="Raw disks, ISO or qcow2: any file of up to 128 GiB."
        />
        <ShortcomingsNote />
        {(known.error !== null || known.walk.state === "failed") && (
          <p className="text-xs text-ink-muted">
            The names in use could not be read. A name that is taken is refused when its upload starts.
          </p>
        )}
      </form>
    </Dialog>
  );
}
