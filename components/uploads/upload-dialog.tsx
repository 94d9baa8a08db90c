"use client";

import { useId, useMemo, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useForm } from "@/components/actions/use-form";
import { useConnections } from "@/components/layout/connection-context";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { useAllImages } from "@/lib/client/use-all-images";
import type { Connection } from "@/lib/contract/session";
import { connectionNames } from "@/lib/text/connection-names";
import { uploadDialogText as text } from "@/lib/text/upload-dialog-text";
import { limitText } from "@/lib/upload/checks";
import type { ChosenFile } from "@/lib/upload/upload-commands";
import { findNameProblems, leftOutText, whyNotStart } from "./draft-problems";
import { DraftRow } from "./draft-row";
import { judged, withFreeNames } from "./drafts";
import { FilePicker } from "./file-picker";
import { findSameBytes } from "./same-bytes";
import { ShortcomingsNote } from "./shortcomings-note";
import { UploadForm, whyFormHolds } from "./upload-form";
import { TerminalUpload } from "./terminal-upload";
import { trayHeading } from "./tray-focus";
import { isUnderWay } from "./under-way";
import { useUploads, useUploadViews } from "./uploads-provider";
import { useChecksums } from "./use-checksums";
import { useDrafts } from "./use-drafts";

interface UploadDialogProps {
  /** Where the files go. */
  connection: Connection;
  /** Every file that was chosen since it was opened. */
  chosen: readonly ChosenFile[];
  onFiles: (files: readonly ChosenFile[]) => void;
  /** Files hang over the page; the page itself takes the drop. */
  isDraggedOver: boolean;
  onClose: () => void;
}

/** Chooses files and their names; what cannot be uploaded, or is unlikely to boot, is said here, before the first byte. */
export function UploadDialog({ connection, chosen, onFiles, isDraggedOver, onClose }: UploadDialogProps): ReactNode {
  const { naming, upload: rules } = connection;
  const { load } = useUploads();
  const connections = useConnections();
  const { images, error: imagesError } = useAllImages(connection.id);
  const [listed, onDraftsEvent] = useDrafts(chosen);
  const [start, setStart] = useState<"idle" | "loading" | "failed">("idle");
  const hasStarted = useRef(false);
  const formId = useId();

  const imageNames = useMemo(() => images?.map(({ name }) => name) ?? [], [images]);
  const uploadNames = useUploadViews()
    .filter((upload) => upload.connection === connection.id && isUnderWay(upload))
    .map((upload) => upload.name);
  const taken = new Set([...imageNames, ...uploadNames]);
  const drafts = withFreeNames(judged(listed, rules), taken, naming);
  const nameProblems = findNameProblems(drafts, taken, naming);
  const ready = drafts.filter((draft) => draft.fileProblem === null);
  const checksums = useChecksums(ready.map(({ file }) => file));
  const form = useForm(rules.hasForm ? { connection: connection.id, imageId: null } : null, "upload");
  const reason = whyNotStart(drafts, nameProblems) ?? whyFormHolds(form, rules.hasForm);
  const note = reason ?? leftOutText(drafts);

  const startUploads = async () => {
    setStart("loading");
    try {
      const uploads = await load();
      uploads.start(
        { connection: connection.id, account: connection.account.name },
        ready.map(({ file, handle, name, format }) => ({ file, handle, name, format, values: form.values })),
      );
      hasStarted.current = true;
      onClose();
    } catch {
      setStart("failed");
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!rules.hasForm || form.check()) void startUploads();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      returnFocus={() => (hasStarted.current ? trayHeading() : null)}
      width="wide"
      title={text.title}
      {...(connections.length > 1
        ? { description: text.to(connectionNames(connections).get(connection.id) ?? "") }
        : {})}
      footer={
        <>
          {note !== null && drafts.length > 0 && <p className="mr-auto text-xs text-ink-muted max-sm:w-full">{note}</p>}
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" form={formId} look="primary" busy={start === "loading"} disabledReason={reason}>
            {text.start(ready.length)}
          </Button>
        </>
      }
    >
      {/* A form, so that Enter in a name starts as the button does. */}
      <form id={formId} noValidate onSubmit={submit} className="space-y-3">
        {start === "failed" && (
          <Callout tone="error" title={text.notStarted}>
            <p>{text.notStartedHelp}</p>
          </Callout>
        )}
        {drafts.length > 0 && (
          <ul aria-label={text.chosenFiles} className="rounded-lg shadow-[inset_0_0_0_1px_var(--color-line)]">
            {drafts.map((draft) => (
              <DraftRow
                key={draft.id}
                draft={draft}
                nameProblem={nameProblems.get(draft.id) ?? null}
                isBooted={rules.accepts !== "gzip"}
                sameBytesAs={findSameBytes(images, checksums.get(draft.file) ?? null)?.name ?? null}
                onRename={(name) => onDraftsEvent({ type: "renamed", id: draft.id, name })}
                onRemove={() => onDraftsEvent({ type: "removed", id: draft.id })}
              />
            ))}
          </ul>
        )}
        <FilePicker
          label={text.files}
          multiple
          onFiles={onFiles}
          isDraggedOver={isDraggedOver}
          compactText={drafts.length > 0 ? text.addMore : null}
          invitation={text.dropHere}
          hint={rules.hint ?? text.hint(limitText(rules.maxBytes))}
        />
        {rules.hasForm && <UploadForm connection={connection.id} state={form} />}
        <ShortcomingsNote />
        {naming.isUnique && imagesError !== null && images === undefined && (
          <p className="text-xs text-ink-muted">{text.namesUnread}</p>
        )}
      </form>
      {rules.fromTerminal && <TerminalUpload connection={connection} taken={taken} suggestion={drafts[0] ?? null} />}
    </Dialog>
  );
}
